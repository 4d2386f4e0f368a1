"""Additions as a person writes them: `-=` for a negative term, `=` into an array of zeros."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.fresh import makes_zeros
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import base_name
from tangentgen.source.match import same
from tangentgen.source.quote import copy


def spelled(block: core.Block) -> core.Block:
    """`a += -e` becomes `a -= e`; `a = zeros; a[i] += e` becomes `a = zeros; a[i] = e`.

    And `a[i] = 0.0; a[i] += e` becomes `a[i] = e`, which is nothing where e is what a[i] was.
    """
    out: list[core.Statement] = []
    for statement in block:
        if not isinstance(statement, core.Augment):
            out.append(core.mapped(_subtracting(statement), spelled))
            continue
        statement = _with_sign(statement)
        if out and _begins(out[-1], statement):
            cleared = out.pop()
            notes = cleared.notes if cleared.notes.trailing else statement.notes
            made = core.Assign(statement.target, _signed(statement), notes=notes)
            if not (out and _is_there(out[-1], made)):
                out.append(made)
        elif out and _into_zeros(out[-1], statement):
            out.append(core.Assign(statement.target, _signed(statement), notes=statement.notes))
        else:
            out.append(statement)
    return tuple(out)


def _subtracting(statement: core.Statement) -> core.Statement:
    """`a = a - e` for `a = a + -e`."""
    match statement:
        case core.Assign(
            target=gast.Name(id=given),
            value=gast.BinOp(left=gast.Name(id=left) as first, op=gast.Add(), right=rest),
        ) if left == given and (positive := _negated(rest)) is not None:
            return replace(statement, value=gast.BinOp(first, gast.Sub(), positive))
    return statement


def _with_sign(statement: core.Augment) -> core.Augment:
    positive = _negated(statement.value) if isinstance(statement.op, gast.Add) else None
    return statement if positive is None else replace(statement, op=gast.Sub(), value=positive)


def _signed(statement: core.Augment) -> gast.expr:
    """What an addition or a subtraction adds."""
    value = statement.value
    return value if isinstance(statement.op, gast.Add) else gast.UnaryOp(gast.USub(), value)


def _begins(first: core.Statement, second: core.Augment) -> bool:
    """Whether an item is set to zero, and then added to."""
    match first, second:
        case (
            core.Assign(target=gast.Subscript() as place, value=gast.Constant(value=0.0)),
            core.Augment(target=gast.Subscript() as target, op=gast.Add() | gast.Sub()),
        ) if not isinstance(second, core.AccumulateAt):
            return same(place, target) and base_name(place) not in set(read_names(second.value))
    return False


def _is_there(first: core.Statement, second: core.Assign) -> bool:
    """Whether what is stored was taken from the same place just before: `n = a[i]; a[i] = n`."""
    match first, second:
        case (
            core.Assign(target=gast.Name(id=given), value=gast.Subscript() as place),
            core.Assign(target=gast.Subscript() as target, value=gast.Name(id=stored)),
        ):
            return given == stored and same(place, target)
    return False


def _negated(value: gast.expr) -> gast.expr | None:
    """e of `-e`, also where the minus stands before the first factor.

    >>> from tangentgen.source.quote import expression
    >>> from tangentgen.source.printer import print_expression
    >>> print_expression(_negated(expression("-a * b")))
    'a * b'
    >>> print_expression(_negated(expression("-a - b")))
    'a + b'
    """
    if isinstance(value, gast.UnaryOp) and isinstance(value.op, gast.USub):
        return value.operand
    if isinstance(value, gast.BinOp) and isinstance(value.op, gast.Mult | gast.Div | gast.MatMult):
        left = _negated(value.left)
        if left is not None:
            return gast.BinOp(left, value.op, copy(value.right))
    if isinstance(value, gast.BinOp) and isinstance(value.op, gast.Sub):
        left = _negated(value.left)
        return None if left is None else gast.BinOp(left, gast.Add(), copy(value.right))
    return None


def _into_zeros(first: core.Statement, second: core.Augment) -> bool:
    """Whether an addition meets an array that was just made of zeros."""
    if isinstance(second, core.AccumulateAt) or not isinstance(second.op, gast.Add | gast.Sub):
        return False
    match first, second:
        case (
            core.Assign(target=gast.Name(id=given), value=made),
            core.Augment(target=gast.Subscript(value=gast.Name(id=into)), value=value),
        ):
            return into == given and makes_zeros(made) and given not in set(read_names(value))
    return False
