"""A name that is bound once, to a literal, gives way to the literal."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import isfinite
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.source.quote import substitute
from tangentgen.tidy.algebra import simplify


def settled(block: core.Block, keep: set[str], work: Any) -> core.Block:
    """`s_bar = 1.0` and later `s_bar * e`: `e`, where `s_bar` is never bound again."""
    counts: dict[str, int] = {}
    for name in assigned(block):
        counts[name] = counts.get(name, 0) + 1
    from tangentgen.derive.accumulate import known_by

    own = set(work.names.given.values())
    given: dict[str, gast.expr] = {}
    for statement in block:
        if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name):
            name = statement.target.id
            if (
                counts[name] == 1
                and name in own - keep
                and isinstance(statement.value, gast.Constant)
            ):
                given[name] = statement.value
    if not given:
        return block
    return _block(block, given, known_by(work))


def _block(block: core.Block, given: dict[str, gast.expr], known: Any) -> core.Block:
    out: list[core.Statement] = []
    moved = core.NOTHING  # the heading of a statement that is left out goes to the next one
    for statement in block:
        if (
            isinstance(statement, core.Assign)
            and isinstance(statement.target, gast.Name)
            and statement.target.id in given
        ):
            moved = statement.notes
            continue
        if moved.section or moved.above:
            notes = replace(statement.notes, section=True, above=(*moved.above, *statement.notes.above))
            statement, moved = replace(statement, notes=notes), core.NOTHING
        changes: dict[str, Any] = {}
        for key, value in vars(statement).items():
            if key in ("body", "orelse"):
                changes[key] = _block(value, given, known)
            elif isinstance(value, gast.expr) and any(
                isinstance(n, gast.Name) and n.id in given for n in gast.walk(value)
            ):
                changes[key] = simplify(folded(substitute(value, given)), known)
        out.append(replace(statement, **changes) if changes else statement)
    return tuple(out)


def folded(tree: gast.expr) -> gast.expr:
    """Products of literals, where the result is exact.

    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(folded(expression("-0.5 * 1.0 * x"))).strip()
    '-0.5 * x'
    """
    if not isinstance(tree, gast.BinOp):
        return tree
    left, right = folded(tree.left), folded(tree.right)
    one, two = _number(left), _number(right)
    if isinstance(tree.op, gast.Mult) and one is not None and two is not None:
        product = one * two
        if Fraction(one) * Fraction(two) == Fraction(product):
            literal = gast.Constant(abs(product), None)
            return gast.UnaryOp(gast.USub(), literal) if product < 0 else literal
    return gast.BinOp(left, tree.op, right)


def _number(tree: gast.expr) -> float | None:
    if isinstance(tree, gast.UnaryOp) and isinstance(tree.op, gast.USub):
        inner = _number(tree.operand)
        return None if inner is None else -inner
    if isinstance(tree, gast.Constant) and type(tree.value) in (int, float) and isfinite(tree.value):
        return float(tree.value) if isinstance(tree.value, float) else tree.value
    return None
