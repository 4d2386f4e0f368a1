"""What a subscript selects: the shape of the result, and whether it is a view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tangentgen.analysis.broadcasting import broadcast
from tangentgen.analysis.dims import ONE, Assumptions
from tangentgen.analysis.integers import integer_as_dim
from tangentgen.analysis.shapes import shape_of
from tangentgen.analysis.values import Dim, Shape, Value, category

Part = Literal["int", "slice", "new", "rest", "gather", "mask", "any"]


@dataclass(frozen=True)
class Selected:
    """The shape of `x[index]`; `scalar` where the result is no array."""

    shape: Shape | None
    scalar: bool | None


def part_of(value: Value) -> Part:
    """What one part of an index is."""
    if value.kind == "int":
        return "int"
    if value.kind == "slice":
        return "slice"
    if value.kind == "none":
        return "new"
    if value.constant is Ellipsis:
        return "rest"
    numbers = category(value)
    if value.kind in ("scalar", "number") and numbers == "int":
        return "int"
    if value.kind in ("array", "list", "range"):
        inner = value
        while inner.kind == "list":
            items = inner.items or ()
            inner = items[0] if items else inner.element or Value("int")
        if value.kind == "range":
            return "gather"
        return {"int": "gather", "bool": "mask"}.get(category(inner) or "", "any")  # type: ignore[return-value]  # literals of Part
    return "any"


def parts_of(index: Value) -> list[Value] | None:
    """The parts of an index, in order; None where their number is not known."""
    if index.kind == "tuple":
        return None if index.items is None else list(index.items)
    return [index]


def selected(array: Value, index: Value, world: Assumptions) -> Selected:
    """The shape of `array[index]`."""
    parts = parts_of(index)
    if parts is None:
        return Selected(None, None)
    kinds = [part_of(part) for part in parts]
    if "any" in kinds:
        return Selected(None, None)
    basic = not {"gather", "mask"} & set(kinds)
    if array.shape is None:
        only_slices = basic and "int" not in kinds
        return Selected(None, False if only_slices or "rest" in kinds or not basic else None)
    used = sum(_axes_used(part, kind) for part, kind in zip(parts, kinds, strict=True))
    free = len(array.shape) - used
    if free < 0 or kinds.count("rest") > 1:
        return Selected(None, None)
    if "rest" not in kinds:
        parts, kinds = [*parts, Value("any")], [*kinds, "rest"]
        scalar = basic and free == 0 and not {"slice", "new"} & set(kinds)
    else:
        scalar = False
    return Selected(_place(array.shape, parts, kinds, free, basic, world), scalar)


def _axes_used(part: Value, kind: Part) -> int:
    if kind == "mask":
        shape = shape_of(part, Assumptions())
        return len(shape) if shape is not None else 99
    return 0 if kind in ("new", "rest") else 1


def _place(
    shape: Shape, parts: list[Value], kinds: list[Part], free: int, basic: bool, world: Assumptions
) -> Shape | None:
    result: list[Dim | None] = []
    gathered: list[Shape | None] = []
    first: int | None = None  # where the gathered axes go
    apart = False
    adjacent = False
    axis = 0
    for part, kind in zip(parts, kinds, strict=True):
        advanced = kind in ("gather", "mask") or (kind == "int" and not basic)
        if advanced:
            apart = apart or (first is not None and not adjacent)
            first = len(result) if first is None else first
            gathered.append((None,) if kind == "mask" else shape_of(part, world))
        elif kind == "new":
            result.append(ONE)
        elif kind == "rest":
            result += shape[axis : axis + free]
            axis += free
        elif kind == "slice":
            result.append(slice_length(shape[axis], part, world))
        adjacent = advanced
        axis += _axes_used(part, kind)
    if first is None:
        return tuple(result)
    block = broadcast(gathered, world)
    if block is None:
        return None
    place = 0 if apart else first
    return (*result[:place], *block, *result[place:])


def slice_length(dim: Dim | None, index: Value, world: Assumptions) -> Dim | None:
    """How many elements a slice takes of an axis; None where it depends on what is not known.

    >>> n, world = Dim(0, (("n", 1),)), Assumptions()
    >>> inner = Value("slice", items=tuple(map(_literal, (1, -1, None))))
    >>> slice_length(n, inner, world) == n - Dim(2)
    True
    """
    if dim is None or index.items is None or len(index.items) != 3:
        return None
    start, stop, step = index.items
    stride = step.constant if step.kind != "none" else 1
    if not isinstance(stride, int) or stride == 0:
        return None
    dim = world.normal(dim)
    bounds = [None if v.kind == "none" else integer_as_dim(v) for v in (start, stop)]
    if any(b is None and v.kind != "none" for b, v in zip(bounds, (start, stop), strict=True)):
        return None
    first, last = bounds
    if dim.is_constant and all(b is None or b.is_constant for b in bounds):
        ends = (first.constant if first else None, last.constant if last else None)
        return Dim(len(range(max(0, dim.constant))[slice(*ends, stride)]))
    if stride < 0:
        return _backwards(dim, first, last, stride)
    start_end, start_at = _side(first or Dim(), world)
    stop_end, stop_at = ("back", Dim()) if last is None else _side(last, world)
    if start_at is None or stop_at is None:
        return None
    # Beyond the ends a bound is clipped; only an empty result forgives that.
    if start_end == "back" and not world.at_least(dim, start_at):
        return None
    if stop_end == "front" and not world.at_least(dim, stop_at):
        return None
    low = start_at if start_end == "front" else dim - start_at
    high = stop_at if stop_end == "front" else dim - stop_at
    return _every(high - low, stride)


def _side(bound: Dim, world: Assumptions) -> tuple[Literal["front", "back"], Dim | None]:
    """From which end a bound is counted, and how far; None where its sign is not known."""
    if world.normal(bound).is_constant:
        bound = world.normal(bound)
        return ("front", bound) if bound.constant >= 0 else ("back", bound.scale(-1))
    positive = sum(factor for _, factor in bound.terms) > 0
    if positive:
        return "front", bound if world.at_least(bound, Dim()) else None
    # `x[-k:]` is all of x where k is 0
    return "back", bound.scale(-1) if world.at_least(bound.scale(-1), ONE) else None


def _every(length: Dim, stride: int) -> Dim | None:
    if length.is_constant:
        return Dim(-(-max(0, length.constant) // stride))
    if all(c % stride == 0 for c in (length.constant, *(c for _, c in length.terms))):
        terms = tuple((s, c // stride) for s, c in length.terms)
        return Dim(length.constant // stride, terms)
    return None


def _backwards(dim: Dim, first: Dim | None, last: Dim | None, stride: int) -> Dim | None:
    if stride != -1:
        return None
    if first is not None:
        if not first.is_constant or first.constant >= 0:
            return None
        dim = dim + first + ONE
    if last is not None:
        if not last.is_constant or last.constant < 0:
            return None
        dim = dim - last - ONE
    return dim


def _literal(number: int | None) -> Value:
    return Value("none" if number is None else "int", constant=number)
