"""A maximum along an axis that grows by δ, and what is free of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.shifts import Unproved, Weight
from tangentgen.analysis.values import UNKNOWN
from tangentgen.rules.static import value_of


@dataclass
class Shifted:
    """A maximum that grows, and what the names that are bound behind it do then."""

    facts: Analysis
    world: Assumptions
    node: gast.AST
    axis: int | None
    rank: int
    fixed: set[str]  # names that are not bound anew in the statements that are followed
    names: dict[str, Weight | None] = field(default_factory=dict)


def check_free(shift: Shifted, tree: gast.AST) -> None:
    """That an expression does not depend on the maximum at all, in any of its parts."""
    for inner in gast.walk(tree):
        if inner is shift.node:
            raise Unproved
        if isinstance(inner, gast.Name) and shift.names.get(inner.id) is not None:
            raise Unproved


def axis_of(bound: dict[str, Any], rank: int | None) -> Any:
    """The axis of a reduction from the front; None for all of them."""
    axis = value_of(bound["axis"]) if "axis" in bound else None
    if axis is None or rank is None:
        return axis
    if (
        not isinstance(axis, int)
        or isinstance(axis, bool)
        or set(bound) - {"a", "axis", "keepdims"}
    ):
        return UNKNOWN
    return axis % rank
