"""Branches as a person writes them: none that is empty."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core


def without_empty(block: core.Block) -> core.Block:
    """`if c: pass` with an `else` becomes `if not c`."""
    out: list[core.Statement] = []
    for statement in block:
        if isinstance(statement, core.If):
            body, orelse, test = (
                without_empty(statement.body),
                without_empty(statement.orelse),
                statement.test,
            )
            if not body and orelse:
                body, orelse, test = orelse, (), negated(test)
            statement = replace(statement, test=test, body=body, orelse=orelse)
        elif isinstance(statement, core.For | core.While):
            statement = replace(statement, body=without_empty(statement.body))
        out.append(statement)
    return tuple(out)


def negated(test: gast.expr) -> gast.expr:
    """The opposite of a condition, right for NaN too.

    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(negated(expression("a == b"))).strip(), gast.unparse(negated(expression("a < b"))).strip()
    ('a != b', 'not a < b')
    """
    opposite: dict[type[gast.cmpop], type[gast.cmpop]] = {
        gast.Eq: gast.NotEq,
        gast.NotEq: gast.Eq,
        gast.Is: gast.IsNot,
        gast.IsNot: gast.Is,
        gast.In: gast.NotIn,
        gast.NotIn: gast.In,
    }
    if isinstance(test, gast.UnaryOp) and isinstance(test.op, gast.Not):
        return test.operand
    if isinstance(test, gast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in opposite:
        return gast.Compare(test.left, [opposite[type(test.ops[0])]()], test.comparators)
    return gast.UnaryOp(gast.Not(), test)
