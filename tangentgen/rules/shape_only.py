"""Parameters whose values no rule reads: no derivative flows through a shape."""

from __future__ import annotations

from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING

import gast

from tangentgen.rules.body import statements
from tangentgen.rules.static import walk

if TYPE_CHECKING:
    from tangentgen.rules.library import Rule

SHAPES = ("shape", "ndim", "size")


def shape_only(rule: Rule, parameter: str) -> bool:
    """Whether of this argument only the shape has a part in the derivative.

    >>> import numpy as np
    >>> from tangentgen.rules import library
    >>> rule = library.find(np.full_like)
    >>> shape_only(rule, "a"), shape_only(rule, "fill_value")
    (True, False)
    """
    if rule.kind != "adjoint" or parameter in rule.active:
        return False
    return all(_reads_shape(t.function, parameter) for t in (*rule.reverses, *rule.tangents))


@cache
def _reads_shape(template: FunctionType, parameter: str) -> bool:
    nodes = [node for statement in statements(template) for node in walk(statement)]
    shapes = {id(node.args[0]) for node in nodes if _is_shape(node)}
    return all(
        id(node) in shapes for node in nodes if isinstance(node, gast.Name) and node.id == parameter
    )


def _is_shape(node: object) -> bool:
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=attr), args=[_]):
            return attr in SHAPES
    return False
