"""What a branch knows by its own test is not asked again in it.

if rows is not None:                          if rows is not None:
    ...                                           ...
else:                              becomes    else:
    rows_bar = [] if rows is None else ...        rows_bar = []
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.source.rebuild import rebuilt


def told(block: core.Block) -> core.Block:
    """The block with choices made where a name is known to be None, or not to be."""
    return tuple(core.mapped(_branches(statement), told) for statement in block)


def _branches(statement: core.Statement) -> core.Statement:
    match statement:
        case core.If(
            test=gast.Compare(
                left=gast.Name(id=asked),
                ops=[gast.Is() | gast.IsNot() as op],
                comparators=[gast.Constant(value=None)],
            )
        ):
            is_none = isinstance(op, gast.Is)
            body = _known(statement.body, asked, is_none)
            return replace(
                statement, body=body, orelse=_known(statement.orelse, asked, not is_none)
            )
    return statement


def _known(block: core.Block, asked: str, is_none: bool) -> core.Block:
    """The block as far as the name is not bound anew."""
    out: list[core.Statement] = []
    for k, statement in enumerate(block):
        if asked in assigned((statement,)):
            return (*out, *block[k:])
        changes = {
            key: new
            for key, value in vars(statement).items()
            if isinstance(value, gast.expr) and (new := _chosen(value, asked, is_none)) is not value
        }
        whole = replace(statement, **changes) if changes else statement
        out.append(core.mapped(whole, lambda inner: _known(inner, asked, is_none)))
    return tuple(out)


def _chosen(tree: gast.expr, asked: str, is_none: bool) -> gast.expr:
    """The expression with what a choice by the name comes to.

    >>> from tangentgen.source.quote import expression
    >>> tree = expression("f([] if x is None else [0.0] * len(x))")
    >>> gast.unparse(_chosen(tree, "x", True)).strip()
    'f([])'
    """
    match tree:
        case gast.IfExp(
            test=gast.Compare(
                left=gast.Name(id=name),
                ops=[gast.Is() | gast.IsNot() as op],
                comparators=[gast.Constant(value=None)],
            )
        ) if name == asked:
            taken = tree.body if isinstance(op, gast.Is) is is_none else tree.orelse
            return _chosen(taken, asked, is_none)
        case gast.Lambda() | gast.ListComp() | gast.SetComp() | gast.DictComp():
            return tree  # whose own names may be the same
        case gast.GeneratorExp():
            return tree
    whole: gast.expr = rebuilt(tree, lambda part: _chosen(part, asked, is_none))
    return whole
