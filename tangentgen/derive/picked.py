"""`pair[i]` and `table[k]` of a container with known parts: the one asked for gets the seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.values import UNKNOWN, Value, part_keys
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import Place, leaf_expression, leaves, place_of
from tangentgen.derive.seeds import Contribution
from tangentgen.derive.unasked import told
from tangentgen.derive.zeros import zero
from tangentgen.source.quote import constant, copy, expression

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher

Part = Callable[[Any], gast.expr | None]


def is_picked(pusher: Pusher, node: gast.expr) -> bool:
    """Whether it is an item of a named container, at a position that only the program knows."""
    if not isinstance(node, gast.Subscript):
        return False
    owner = pusher.facts.value(node.value)
    if owner.kind not in ("tuple", "list", "dict") or not owner.items:
        return False
    known = pusher.facts.value(node.slice)
    if known.constant is not UNKNOWN or known.kind == "slice":
        return False
    place = place_of(pusher.facts, node.value)
    return place is not None and place.whole


def picked(pusher: Pusher, part: Part, node: gast.Subscript) -> Iterator[Contribution]:
    """What each part of the container gets: the seed where it is the one, otherwise zero."""
    owner = pusher.facts.value(node.value)
    place = place_of(pusher.facts, node.value)
    assert place is not None
    index = pusher.reading.read(node.slice)
    for key, item in zip(part_keys(owner), owner.items or (), strict=True):
        test = test_of(owner, index, key)
        base: Leaf = (place.leaf[0], (*place.leaf[1], ("item", key)))
        for leaf, value in leaves(base, item, pusher.facts):
            seed = part(leaf[1][len(base[1]) :])
            if seed is None:
                continue
            tree = gast.IfExp(test, copy(seed), zero(value, leaf_expression(leaf)))
            yield Contribution(Place(leaf, value), tree, True, told(tree, pusher.unasked))


def test_of(owner: Value, index: gast.expr, key: Any) -> gast.expr:
    """Whether it is the item with this key that the index asks for."""
    if owner.kind == "dict":
        return expression("$i == $k", i=index, k=constant(key))
    count = len(owner.items or ())
    match index:
        case gast.BinOp(op=gast.Mod(), right=gast.Constant(value=int() as by)) if by == count:
            return expression("$i == $k", i=index, k=constant(key))
    return expression("$i % $n == $k", i=index, n=constant(count), k=constant(key))
