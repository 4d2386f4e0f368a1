"""The table of shape rules: for a function, the shape of its result from its arguments.

A rule gets the arguments by name and returns a shape, or None where it cannot tell; then the
function is called on small data instead (`probe`), which knows the rank and most lengths.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tangentgen.analysis.dims import ONE, Assumptions
from tangentgen.analysis.values import NONE, UNKNOWN, Dim, Shape, Value


@dataclass(frozen=True)
class Given:
    """The arguments of one call, by the names of the rule's parameters."""

    function: Any
    values: dict[str, Value]
    world: Assumptions

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def __getitem__(self, name: str) -> Value:
        return self.values.get(name, NONE)

    def shape(self, name: str) -> Shape | None:
        return shape_of(self[name], self.world)

    def constant(self, name: str, default: Any) -> Any:
        """The literal given for a parameter; UNKNOWN where it is not one."""
        return constant_of(self.values[name]) if name in self.values else default

    def axes(self, name: str, rank: int, default: Any = None) -> tuple[int, ...] | None:
        """The axes an argument names, counted from 0; None where not known."""
        axis = self.constant(name, default)
        if axis is None:
            return tuple(range(rank))
        if isinstance(axis, int) and not isinstance(axis, bool):
            axis = (axis,)
        if not isinstance(axis, tuple | list) or not all(isinstance(a, int) for a in axis):
            return None
        found = tuple(a + rank if a < 0 else a for a in axis)
        return (
            found if all(0 <= a < rank for a in found) and len(set(found)) == len(found) else None
        )


def constant_of(value: Value) -> Any:
    """The literal a value is, with tuples of literals put together; UNKNOWN otherwise."""
    if value.constant is not UNKNOWN:
        return value.constant
    if value.kind in ("tuple", "list") and value.items is not None:
        parts = [constant_of(item) for item in value.items]
        if not any(part is UNKNOWN for part in parts):
            return tuple(parts)
    return UNKNOWN


def shape_of(value: Value, world: Assumptions) -> Shape | None:
    """The shape `numpy.shape` would find, of nested lists and tuples too."""
    if value.kind in ("bool", "int", "float", "complex", "scalar", "number"):
        return ()
    if value.kind not in ("list", "tuple"):
        return value.shape
    if value.items is None:
        inner = shape_of(value.element, world) if value.element is not None else None
        return None if inner is None else (value.length, *inner)
    if not value.items:
        return (Dim(0),)
    shapes = [shape_of(item, world) for item in value.items]
    inner = shapes[0]
    for shape in shapes[1:]:
        inner = merged(inner, shape, world)
    return None if inner is None else (Dim(len(value.items)), *inner)


def merged(a: Shape | None, b: Shape | None, world: Assumptions) -> Shape | None:
    """Two shapes the primal needs to be equal: what either of them knows."""
    if a is None or b is None or len(a) != len(b):
        return None
    for x, y in zip(a, b, strict=True):
        world.agree(x, y)
    return tuple(x if x is not None else y for x, y in zip(a, b, strict=True))


Rule = Callable[[Given], "Shape | None"]
RULES: dict[Any, tuple[tuple[str, ...], Rule]] = {}


def shaped(parameters: str, *functions: Any) -> Callable[[Rule], Rule]:
    """Enter a rule for functions whose parameters, in order, are these."""

    def enter(rule: Rule) -> Rule:
        for function in functions:
            RULES[function] = (tuple(parameters.split()), rule)
        return rule

    return enter


def given(
    function: Any,
    names: tuple[str, ...],
    arguments: list[Value],
    keywords: dict[str, Value],
    world: Assumptions,
) -> Given | None:
    """The arguments by name; None where there are more than the rule knows."""
    if names and names[0].startswith("*"):
        # All positional arguments are one tuple of the name.
        packed = Value("tuple", items=tuple(arguments), length=Dim(len(arguments)))
        return Given(function, {names[0][1:]: packed, **keywords}, world)
    if len(arguments) > len(names):
        return None
    return Given(function, {**dict(zip(names, arguments, strict=False)), **keywords}, world)


def without(shape: Shape, axes: tuple[int, ...], keep: Any) -> Shape | None:
    """A shape reduced over axes, which stay as 1 where `keep` is true."""
    if keep is UNKNOWN:
        return None
    if keep:
        return tuple(ONE if i in axes else dim for i, dim in enumerate(shape))
    return tuple(dim for i, dim in enumerate(shape) if i not in axes)
