"""Branches as a person writes them: none that is empty."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core

_OPPOSITE: dict[type[gast.cmpop], type[gast.cmpop]] = {
    gast.Eq: gast.NotEq,
    gast.NotEq: gast.Eq,
    gast.Is: gast.IsNot,
    gast.IsNot: gast.Is,
    gast.In: gast.NotIn,
    gast.NotIn: gast.In,
}


def without_empty(block: core.Block) -> core.Block:
    """`if c: pass` with an `else` becomes `if not c`."""
    return tuple(map(_statement, block))


def _statement(statement: core.Statement) -> core.Statement:
    statement = core.mapped(statement, without_empty)
    if isinstance(statement, core.If) and not statement.body and statement.orelse:
        opposite = negated(statement.test)
        return replace(statement, test=opposite, body=statement.orelse, orelse=())
    return statement


def negated(test: gast.expr) -> gast.expr:
    """The opposite of a condition, right for NaN too.

    >>> from tangentgen.source.printer import print_expression
    >>> from tangentgen.source.quote import expression
    >>> [print_expression(negated(expression(text))) for text in ("a == b", "a < b")]
    ['a != b', 'not a < b']
    """
    if isinstance(test, gast.UnaryOp) and isinstance(test.op, gast.Not):
        return test.operand
    if isinstance(test, gast.Compare) and len(test.ops) == 1:
        opposite = _OPPOSITE.get(type(test.ops[0]))
        if opposite is not None:
            return gast.Compare(test.left, [opposite()], test.comparators)
    return gast.UnaryOp(gast.Not(), test)
