"""Maxima that are subtracted and cancel: `exp(z - m) / sum(exp(z - m))` does not depend on m.

What m adds to a value, as m grows by δ, is followed through a block: `v + k δ` or `v · exp(k δ)`.
Where everything that leaves the block is free of m, m carries no derivative, and its part of the
reverse sweep is left out. A maximum along an axis is one number for each of the other places, so
sums must be along that axis. What m is divided by, such as a temperature, is a part of k. Minima
are followed as maxima are.
"""

from __future__ import annotations

from collections.abc import Iterator

import gast
import numpy as np

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.shift_of import weight_of
from tangentgen.analysis.shifted import Shifted, axis_of, check_free
from tangentgen.analysis.shifts import Unproved
from tangentgen.analysis.values import UNKNOWN
from tangentgen.language import core
from tangentgen.language.resolve import assigned, read_names, target_names


def cancelled(facts: Analysis, world: Assumptions) -> frozenset[gast.AST]:
    """The calls of a function that take a maximum which cancels."""
    candidates = [
        node
        for node, call in facts.rule_calls.items()
        if call.rule.function in (np.max, np.min) and facts.active(node)
    ]
    return frozenset(node for node in candidates if _cancels(facts, world, node))


def _cancels(facts: Analysis, world: Assumptions, node: gast.AST) -> bool:
    array = facts.value(facts.rule_calls[node].bound["a"])
    axis = axis_of(facts.rule_calls[node].bound, array.rank)
    if axis is UNKNOWN or array.rank is None:
        return False
    for block in _blocks(facts.tree.body):
        at = next((k for k, s in enumerate(block) if _holds(s, node)), None)
        if at is not None and not core.blocks(block[at]):
            try:
                fixed = {*_read(block[at:])} - {*assigned(block[at:])}
                shifted = Shifted(facts, world, node, axis, array.rank, fixed)
                ever = _followed(shifted, block[at:])
                _check_left(facts.tree.body, block[at:], ever)
            except Unproved:
                return False
            return True
    return False


def _followed(shift: Shifted, block: core.Block) -> set[str]:
    """The names that depend on the maximum somewhere in a block from which it does not get out."""
    ever: set[str] = set()
    for statement in block:
        match statement:
            case core.Assign(target=gast.Name(id=target), value=value):
                found = weight_of(shift, value)
                shift.names[target] = found
                if found is not None:
                    ever.add(target)
            case core.Augment(target=gast.Name(id=target)) if (
                shift.facts.value(statement.target).kind != "array"
            ):
                whole = shift.facts.augmented.get(statement)
                if whole is None:
                    raise Unproved
                shift.names[target] = found = weight_of(shift, whole)
                if found is not None:
                    ever.add(target)
            case core.Return(value=value) if value is not None:
                if weight_of(shift, value) is not None:
                    raise Unproved
            case _:
                for inner in core.walk((statement,)):
                    for tree in _trees(inner):
                        check_free(shift, tree)
                    for name in target_names(getattr(inner, "target", gast.Constant(0, None))):
                        shift.names[name] = None
    return ever


def _check_left(whole: core.Block, followed: core.Block, ever: set[str]) -> None:
    """Nothing that depends on the maximum is read by statements that were not followed."""
    seen = set(core.walk(followed))
    for statement in core.walk(whole):
        if statement not in seen:
            for tree in _trees(statement):
                if not ever.isdisjoint(read_names(tree)):
                    raise Unproved


def _blocks(block: core.Block) -> Iterator[core.Block]:
    yield block
    for statement in block:
        for inner in core.blocks(statement):
            yield from _blocks(inner)


def _holds(statement: core.Statement, node: gast.AST) -> bool:
    return any(inner is node for tree in _trees(statement) for inner in gast.walk(tree))


def _read(block: core.Block) -> Iterator[str]:
    """The names that a block reads."""
    for statement in core.walk(block):
        for tree in _trees(statement):
            yield from read_names(tree)


def _trees(statement: core.Statement) -> list[gast.AST]:
    return [value for value in vars(statement).values() if isinstance(value, gast.AST)]
