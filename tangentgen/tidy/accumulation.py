"""Additions as a person writes them: `-=` for a negative term, `=` for the first write into zeros."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import copy


def spelled(block: core.Block) -> core.Block:
    """`a += -e` becomes `a -= e`; `a = zeros; a[i] += e` becomes `a = zeros; a[i] = e`."""
    out: list[core.Statement] = []
    for statement in block:
        match statement:
            case core.If():
                statement = replace(
                    statement, body=spelled(statement.body), orelse=spelled(statement.orelse)
                )
            case core.For() | core.While():
                statement = replace(statement, body=spelled(statement.body))
            case core.Augment(op=gast.Add(), value=value) if (
                positive := _negated(value)
            ) is not None:
                statement = replace(statement, op=gast.Sub(), value=positive)
        if isinstance(statement, core.Augment) and out and _into_zeros(out[-1], statement):
            value = (
                statement.value
                if isinstance(statement.op, gast.Add)
                else gast.UnaryOp(gast.USub(), statement.value)
            )
            statement = core.Assign(statement.target, value, notes=statement.notes)
        out.append(statement)
    return tuple(out)


def _negated(value: gast.expr) -> gast.expr | None:
    """e of `-e`, also where the minus stands before the first factor.

    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(_negated(expression("-a * b"))).strip()
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
    if not isinstance(first, core.Assign) or not isinstance(first.target, gast.Name):
        return False
    if not isinstance(second.target, gast.Subscript) or not isinstance(
        second.target.value, gast.Name
    ):
        return False
    made = print_expression(first.value).startswith(("np.zeros_like(", "np.zeros("))
    given = first.target.id
    return made and second.target.value.id == given and given not in set(read_names(second.value))
