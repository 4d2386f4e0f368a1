"""Where a differentiable value lives: a leaf of a variable, and what is selected from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import gast

from tangentgen.analysis import indexing
from tangentgen.analysis.activity import carries
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import ANY, UNKNOWN, Value, part_keys
from tangentgen.derive.names import Leaf
from tangentgen.source.quote import constant, copy, name


@dataclass(frozen=True)
class Place:
    """A leaf, and the accessors that select from it (outermost last)."""

    leaf: Leaf
    value: Value  # of the leaf
    rest: tuple[gast.expr, ...] = ()  # Attribute or Subscript nodes of the primal, inner first

    @property
    def whole(self) -> bool:
        return not self.rest


def leaf_expression(leaf: Leaf, base: gast.expr | None = None) -> gast.expr:
    """The primal expression of a leaf."""
    found = base if base is not None else name(leaf[0])
    for kind, key in leaf[1]:
        if kind == "field":
            found = gast.Attribute(found, str(key), gast.Load())
        else:
            found = gast.Subscript(found, constant(key), gast.Load())
    return found


def select(base: gast.expr, rest: tuple[gast.expr, ...]) -> gast.expr:
    """`base` with the same accessors: the adjoint of a section is the section of the adjoint."""
    for accessor in rest:
        if isinstance(accessor, gast.Attribute):
            base = gast.Attribute(base, accessor.attr, gast.Load())
        elif isinstance(accessor, gast.Subscript):
            base = gast.Subscript(base, copy(accessor.slice), gast.Load())
    return base


def part_of(tree: gast.expr, given: Mapping[str, Value]) -> Value:
    """What is known of a part of something that is `given`, spelled as `leaf_expression` does.

    >>> pair = Value("tuple", items=(Value("float"), Value("array")))
    >>> part_of(gast.parse("cotangent[1]", mode="eval").body, {"cotangent": pair}).kind
    'array'
    """
    match tree:
        case gast.Name(id=known):
            return given.get(known, ANY)
        case (
            gast.Attribute(value=inner, attr=key)
            | gast.Subscript(value=inner, slice=gast.Constant(value=key))
        ):
            owner = part_of(inner, given)
            if owner.items is None:
                return owner.element or ANY
            keys = part_keys(owner)
            return owner.items[keys.index(key)] if key in keys else ANY
    return ANY


def place_of(facts: Analysis, node: gast.expr) -> Place | None:
    """The place an expression names, or None where it is computed."""
    chain: list[gast.expr] = []
    inner = node
    while isinstance(inner, gast.Attribute | gast.Subscript):
        chain.append(inner)
        inner = inner.value
    if not isinstance(inner, gast.Name) or facts.scope.place(inner.id) != "local":
        return None
    value = facts.value(inner)
    path: list[tuple[str, object]] = []
    chain.reverse()
    while chain and value.items is not None:
        step = _step(facts, chain[0], value)
        if step is None:
            break
        kind, key, value = step
        path.append((kind, key))
        chain.pop(0)
    leaf = (inner.id, tuple(path))
    if chain and value.items is not None:
        return None
    if any(_copies(facts, a) for a in chain) or any(_gathers(facts, a) for a in chain[:-1]):
        return None
    rest = tuple(_in_container(facts, a) for a in chain)
    if any(_of_numbers(facts, a, value) for a in rest):
        return None
    return Place(leaf, value, rest)


def _of_numbers(facts: Analysis, accessor: gast.expr, whole: Value) -> bool:
    """Whether it is an attribute such as `real` of an array: no section of its adjoint."""
    if not isinstance(accessor, gast.Attribute) or accessor.attr == "T":
        return False
    owner = facts.value(accessor.value)
    if accessor.attr in ("real", "imag") and owner.kind != "object":
        return True
    return whole.kind != "list" or owner.kind in ("array", "tensor") or is_scalar(owner)


def _in_container(facts: Analysis, accessor: gast.expr) -> gast.expr:
    """The accessor as the adjoint of a list has it, in which a dict stands for an object."""
    owner = facts.value(accessor.value)
    if owner.kind != "object" or owner.items is None:
        return accessor
    if isinstance(accessor, gast.Attribute):
        return gast.Subscript(accessor.value, constant(accessor.attr), gast.Load())
    key = facts.value(accessor.slice).constant
    if hasattr(owner.cls, "_fields") and isinstance(key, int):
        return gast.Subscript(accessor.value, constant(owner.keys[key]), gast.Load())
    return accessor


def held_expression(path: Iterable[tuple[str, object]], base: gast.expr) -> gast.expr:
    """A part of an adjoint that is held by a list's: of objects, too, it is reached by key."""
    found = copy(base)
    for _, key in path:
        found = gast.Subscript(found, constant(key), gast.Load())
    return found


def _copies(facts: Analysis, accessor: gast.expr) -> bool:
    """Whether it is a slice of a list, which is another list."""
    return (
        isinstance(accessor, gast.Subscript)
        and facts.value(accessor.slice).kind == "slice"
        and facts.value(accessor.value).kind in ("list", "tuple")
    )


def _gathers(facts: Analysis, accessor: gast.expr) -> bool:
    """Whether it may pick elements of an array one by one: what is selected of them is a copy's."""
    if not isinstance(accessor, gast.Subscript):
        return False
    if facts.value(accessor.value).kind not in ("array", "tensor", "any"):
        return False
    parts = indexing.parts_of(facts.value(accessor.slice))
    return parts is None or any(indexing.part_of(p) in ("gather", "mask", "any") for p in parts)


def _step(facts: Analysis, node: gast.expr, value: Value) -> tuple[str, object, Value] | None:
    if value.items is None:
        return None
    if isinstance(node, gast.Attribute):
        if value.kind == "object" and node.attr in value.keys:
            return "field", node.attr, value.items[value.keys.index(node.attr)]
        if value.kind == "tuple" and node.attr in value.keys:
            return "item", value.keys.index(node.attr), value.items[value.keys.index(node.attr)]
        return None
    assert isinstance(node, gast.Subscript)
    key = facts.value(node.slice).constant
    if key is UNKNOWN:
        return None
    if value.kind == "object" and hasattr(value.cls, "_fields") and isinstance(key, int):
        return "field", value.keys[key], value.items[key]
    if value.kind == "dict" and key in value.keys:
        return "item", key, value.items[value.keys.index(key)]
    if (
        value.kind in ("tuple", "list")
        and isinstance(key, int)
        and -len(value.items) <= key < len(value.items)
    ):
        return "item", key % len(value.items), value.items[key]
    return None


def item_number(facts: Analysis, node: gast.Attribute | gast.Subscript) -> int | None:
    """Which item of a tuple or list of known length is selected; None where that is not known."""
    value = facts.value(node.value)
    step = _step(facts, node, value) if value.kind in ("tuple", "list") else None
    return step[1] if step is not None and isinstance(step[1], int) else None


def leaves(leaf: Leaf, value: Value, facts: Analysis) -> Iterator[tuple[Leaf, Value]]:
    """The active leaves of a value, in order."""
    if value.items is not None:
        kind = "field" if value.kind == "object" else "item"
        keys = part_keys(value)
        for key, item in zip(keys, value.items, strict=True):
            if value.optional:
                item = item.but(optional=True)
            yield from leaves((leaf[0], (*leaf[1], (kind, key))), item, facts)
    elif facts.is_active(value) and (carries(value) or value.kind == "list"):
        yield leaf, value
