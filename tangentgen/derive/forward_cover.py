"""Whether a tangent has the shape of its value, or only broadcasts to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.results import same_shape
from tangentgen.derive.fill import mentions
from tangentgen.derive.forward_dot import Dot
from tangentgen.language import core

if TYPE_CHECKING:
    from tangentgen.derive.forward_expression import Tangents


def covers(
    on: Tangents,
    tree: gast.expr,
    before: core.Block,
    bound: Mapping[str, Any],
    operands: Mapping[str, Dot | gast.expr],
    node: gast.expr,
    shaped: set[str],
) -> bool:
    """Whether one part has the answer's shape; adds to the parts whose shapes take part."""
    facts, world = on.work.facts, on.reading.world
    answer = facts.value(node)
    if is_scalar(answer):
        return True
    read = mentions(tree) | {n for v in trees(before) for n in mentions(v)}
    if "ans" in read:
        return True
    for parameter, argument in bound.items():
        operand = operands.get(parameter)
        dotted = f"{parameter}_dot" in read and not (isinstance(operand, Dot) and not operand.full)
        if parameter in read or dotted:
            shaped.add(parameter)
            if not isinstance(argument, list) and same_shape(facts.value(argument), answer, world):
                return True
    return False


def trees(block: core.Block) -> list[gast.expr]:
    return [v for s in core.walk(block) for v in vars(s).values() if isinstance(v, gast.expr)]
