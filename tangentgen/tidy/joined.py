"""Two contributions to an adjoint, one right behind the other, as one where they share a factor.

x_bar = -y * s_bar
x_bar += z * s_bar      becomes      x_bar = (z - y) * s_bar
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import Writes
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import expression
from tangentgen.tidy.algebra import simplified_apart, sum_of
from tangentgen.tidy.known import Known, repeatable
from tangentgen.tidy.lines import uses

WIDTH = 50  # a longer expression is easier to read in two statements


def joined(block: core.Block, known: Known, writes: Writes) -> core.Block:
    """The block with `a = e * g; a += f * g` as one statement, where that is shorter."""
    out: list[core.Statement] = []
    for statement in block:
        statement = core.mapped(statement, lambda inner: joined(inner, known, writes))
        total = _total(out[-1], statement, known, writes) if out else None
        if total is not None:
            first = out.pop()
            above = (*first.notes.above, *statement.notes.above)
            assert isinstance(first, core.Assign)
            statement = replace(first, value=total, notes=replace(first.notes, above=above))
        out.append(statement)
    return tuple(out)


def _total(
    first: core.Statement, second: core.Statement, known: Known, writes: Writes
) -> gast.expr | None:
    match first:
        case core.Assign(target=gast.Name(id=given), value=value) if "_bar" in given:
            added = addition(second, given)
        case _:
            return None
    if added is None or not fresh(value):
        return None
    op, rest = added
    if not (repeatable(value) and repeatable(rest)) or second.notes.section:
        return None
    if uses(first, writes).hides or uses(second, writes).hides:
        return None
    term = rest if isinstance(op, gast.Add) else gast.UnaryOp(gast.USub(), rest)
    total = simplified_apart(sum_of([value, term], known), known)
    if not fresh(total) and not is_scalar(known(total)):
        if known(total).kind != "array":
            return None
        total = expression("$x.copy()", x=total)  # an array of its own, as it was
    length = len(print_expression(total))
    apart = len(print_expression(value)) + len(print_expression(rest))
    return total if length <= WIDTH and length < apart else None


def addition(statement: core.Statement, given: str) -> tuple[gast.operator, gast.expr] | None:
    """`(op, e)` of `a = a + e` and of `a += e`, where e does not read a.

    >>> from tangentgen.source.quote import as_target, expression, name
    >>> added = core.Augment(as_target(name("a")), gast.Sub(), expression("2 * b"))
    >>> gast.unparse(addition(added, "a")[1]).strip()
    '2 * b'
    """
    match statement:
        case core.AccumulateAt():
            return None
        case core.Augment(
            target=gast.Name(id=target), op=gast.Add() | gast.Sub() as op, value=rest
        ):
            left = target
        case core.Assign(
            target=gast.Name(id=target),
            value=gast.BinOp(left=gast.Name(id=left), op=gast.Add() | gast.Sub() as op, right=rest),
        ):
            pass
        case _:
            return None
    return (op, rest) if target == left == given and given not in set(read_names(rest)) else None
