"""Additions as a person writes them: `-=` for a negative term, `=` into an array of zeros."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import copy

_ZEROS = ("np.zeros_like(", "np.zeros(")


def spelled(block: core.Block) -> core.Block:
    """`a += -e` becomes `a -= e`; `a = zeros; a[i] += e` becomes `a = zeros; a[i] = e`."""
    out: list[core.Statement] = []
    for statement in block:
        if isinstance(statement, core.Augment):
            statement = _addition(statement, out[-1] if out else None)
        else:
            statement = core.mapped(statement, spelled)
        out.append(statement)
    return tuple(out)


def _addition(statement: core.Augment, before: core.Statement | None) -> core.Statement:
    """One addition, spelled."""
    positive = _negated(statement.value) if isinstance(statement.op, gast.Add) else None
    if positive is not None:
        statement = replace(statement, op=gast.Sub(), value=positive)
    if not isinstance(statement.op, gast.Add | gast.Sub):
        return statement
    if isinstance(statement, core.AccumulateAt):
        return statement
    if before is None or not _into_zeros(before, statement):
        return statement
    value = statement.value
    if not isinstance(statement.op, gast.Add):
        value = gast.UnaryOp(gast.USub(), value)
    return core.Assign(statement.target, value, notes=statement.notes)


def _negated(value: gast.expr) -> gast.expr | None:
    """e of `-e`, also where the minus stands before the first factor.

    >>> from tangentgen.source.quote import expression
    >>> print_expression(_negated(expression("-a * b")))
    'a * b'
    """
    if isinstance(value, gast.UnaryOp) and isinstance(value.op, gast.USub):
        return value.operand
    if isinstance(value, gast.BinOp) and isinstance(value.op, gast.Mult | gast.Div | gast.MatMult):
        left = _negated(value.left)
        if left is not None:
            return gast.BinOp(left, value.op, copy(value.right))
    return None


def _into_zeros(first: core.Statement, second: core.Augment) -> bool:
    """Whether an addition meets an array that was just made of zeros."""
    match first, second:
        case (
            core.Assign(target=gast.Name(id=given), value=made),
            core.Augment(target=gast.Subscript(value=gast.Name(id=into)), value=value),
        ):
            return (
                into == given
                and print_expression(made).startswith(_ZEROS)
                and given not in set(read_names(value))
            )
    return False
