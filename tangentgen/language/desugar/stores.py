"""`x[0] = y[0] = e`: one store a statement, in the order in which they are made."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.walk import all_names
from tangentgen.source.quote import as_target, name


def rewrite(function: core.Function) -> core.Function:
    """`x[0] = y[0] = e` becomes `value = e; x[0] = value; y[0] = value`."""
    taken = occurring(function)
    for statement in core.walk(function.body):
        if isinstance(statement, core.Foreign):
            taken.update(n.id for n in all_names(statement.tree))
    return replace(function, body=_block(function.body, taken))


def _block(block: core.Block, taken: set[str]) -> core.Block:
    return tuple(new for statement in block for new in _statement(statement, taken))


def _statement(statement: core.Statement, taken: set[str]) -> core.Block:
    match statement:
        case core.Foreign(tree=gast.Assign(targets=targets, value=value)):
            return _chain(statement, targets, value, taken)
        case core.If():
            body, orelse = _block(statement.body, taken), _block(statement.orelse, taken)
            return (replace(statement, body=body, orelse=orelse),)
        case core.For() | core.While():
            return (replace(statement, body=_block(statement.body, taken)),)
    return (statement,)


def _chain(
    statement: core.Foreign, targets: list[gast.expr], value: gast.expr, taken: set[str]
) -> core.Block:
    """`x[0] = y[0] = e`: e is evaluated once, then stored from left to right."""
    given = free("value", taken)
    plain = replace(statement.notes, above=(), trailing=None)
    first = core.Assign(as_target(name(given)), value, notes=statement.notes)
    rest = (core.Assign(as_target(t), name(given), notes=plain) for t in targets)
    return (first, *_block(tuple(rest), taken))
