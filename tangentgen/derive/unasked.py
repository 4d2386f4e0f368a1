"""Adjoints that are zero because nothing was asked: 0 · ∞ is taken as 0 there, and only there.

Of a branch that `np.where` does not take, the condition says where that is. Where the adjoint was
summed over axes that broadcast, or added to another one, it is its own zeros that say it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

import gast

from tangentgen.analysis.values import Value
from tangentgen.derive.names import Leaf
from tangentgen.language.resolve import read_names

Masks = tuple[tuple[gast.expr, bool], ...]
"""Conditions outside of which an adjoint is zero, and whether they are so where they hold."""

TRUTHS = Value("tensor", dtype="b1")

_ITSELF = (gast.Constant(None, None), True)
BY_ITSELF: Masks = (_ITSELF,)


def by_itself(masks: Masks) -> Masks:
    """What remains of conditions whose shape may be another one than the adjoint's."""
    return BY_ITSELF if masks else ()


def is_by_itself(masks: Masks) -> bool:
    return _ITSELF in masks


_SELECTING = {"select", "choose", "compress", "extract", "piecewise", "fmax", "fmin"}


def selects(function: Any, bound: Container[str]) -> bool:
    """Whether a function of NumPy passes over elements: those that are no numbers, for instance."""
    name = str(getattr(function, "__name__", ""))
    return name in _SELECTING or name.startswith("nan") or "where" in bound


def is_mask(index: Value) -> bool:
    """Whether an index picks out the elements that are asked for."""
    return index.kind == "array" and index.dtype == "b1"


def picks(node: gast.expr, index: Value, whole: Value) -> Masks:
    """Where an array is asked for, of which a mask picks out elements."""
    if not is_mask(index):
        return ()
    alike = index.rank is not None and index.rank == whole.rank
    return ((node, True),) if alike else BY_ITSELF


def are_same(first: Masks, second: Masks) -> bool:
    return len(first) == len(second) and all(
        taken == other_taken and gast.dump(condition) == gast.dump(other)
        for (condition, taken), (other, other_taken) in zip(first, second, strict=True)
    )


def of_sum(masks: list[Masks]) -> Masks:
    """Of the sum of several adjoints, each with its own conditions."""
    first = masks[0]
    if all(are_same(first, other) for other in masks):
        return first
    return by_itself(first) if all(masks) else ()


def told(tree: gast.expr, unasked: Mapping[str, Masks]) -> Masks:
    """The conditions of an adjoint by a name, and what remains of them of one that reads it."""
    if isinstance(tree, gast.Name):
        return unasked.get(tree.id, ())
    return BY_ITSELF if any(unasked.get(n) for n in read_names(tree)) else ()


def common(first: dict[Leaf, Masks], second: dict[Leaf, Masks]) -> dict[Leaf, Masks]:
    """The conditions that hold whichever way was taken."""
    return {leaf: masks for leaf, masks in first.items() if are_same(second.get(leaf, ()), masks)}
