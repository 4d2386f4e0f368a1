"""What a place gets: the adjoint of an expression that names one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.items_missing import begins_small
from tangentgen.analysis.join import MIXED, is_scalar
from tangentgen.analysis.values import Mixed, Value, part_keys
from tangentgen.derive.boxed import is_everything
from tangentgen.derive.broadcast import spread
from tangentgen.derive.new_axes import dropped
from tangentgen.derive.places import Place, held_expression, leaves
from tangentgen.derive.seeds import Contribution, Seed
from tangentgen.derive.unsupported import Unsupported
from tangentgen.source.quote import constant, copy, expression

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher


def to_place(pusher: Pusher, seed: Seed, node: gast.expr, place: Place) -> None:
    value = pusher.facts.value(node)
    if value.items is not None:
        for part, inner in parts_at(pusher, place, value):
            pusher.found.append(Contribution(part, held_expression(inner, seed.tree), True))
        return
    while place.rest and isinstance(place.rest[-1], gast.Attribute) and place.rest[-1].attr == "T":
        full = seed.tree if seed.full else spread(seed.tree, pusher.reading.witness(node))
        inner = place.rest[:-1]
        if is_scalar(pusher.facts.value(node)):
            node, place = node.value, Place(place.leaf, place.value, inner)
            continue
        two = (value.rank or 0) == 2
        seed = Seed(transposed(full) if two else gast.Attribute(full, "T", gast.Load()))
        place = Place(place.leaf, place.value, inner)
        node = node.value
    if len(place.rest) == 1 and place.value.shape == () and is_everything(place.rest[0]):
        place = replace(place, rest=())
    last = place.rest[-1] if place.rest and seed.full and not pusher.conservative else None
    fewer = dropped(last.slice) if isinstance(last, gast.Subscript) else None
    if fewer is not None and pusher.facts.value(node.value).kind == "array":
        tree = gast.Subscript(seed.tree, fewer, gast.Load())
        to_place(pusher, Seed(tree), node.value, replace(place, rest=place.rest[:-1]))
        return
    if place.rest and place.value.cls is Mixed:
        raise Unsupported(node, *MIXED)
    if not seed.full and place.rest and not is_scalar(value) and begins_small(place.value):
        seed = Seed(spread(seed.tree, pusher.reading.witness(node)), True, seed.masks)
    pusher.found.append(Contribution(place, seed.tree, seed.full, seed.masks))


def parts_at(pusher: Pusher, place: Place, value: Value) -> Iterator[tuple[Place, Any]]:
    """The places of a structure's active parts, with their paths in it."""
    for leaf, _ in leaves(place.leaf, value, pusher.facts):
        inner = leaf[1][len(place.leaf[1]) :]
        if place.rest:  # an item of a list: its parts are sections of the list's adjoint
            accessors = tuple(expression("_[$k]", k=constant(key)) for _, key in inner)
            yield Place(place.leaf, place.value, (*place.rest, *accessors)), inner
        else:
            yield Place(leaf, _part_of(value, [key for _, key in inner])), inner


def transposed(tree: gast.expr) -> gast.expr:
    """`e.T`, with the transposition moved inward.

    >>> gast.unparse(transposed(expression("a.T @ b"))).strip()
    'b.T @ a'
    """
    if isinstance(tree, gast.Attribute) and tree.attr == "T":
        return copy(tree.value)
    if isinstance(tree, gast.BinOp) and isinstance(tree.op, gast.MatMult):
        return gast.BinOp(transposed(tree.right), gast.MatMult(), transposed(tree.left))
    return gast.Attribute(copy(tree), "T", gast.Load())


def _part_of(value: Value, keys: list[object]) -> Value:
    for key in keys:
        assert value.items is not None
        position = part_keys(value).index(key)
        value = value.items[position]
    return value
