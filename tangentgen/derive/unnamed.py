"""`{"x": a, "y": b}[k]` and `xs[::-1][0]`: an item of a container that has no name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.values import UNKNOWN, Value, part_keys
from tangentgen.derive.picked import test_of
from tangentgen.derive.stems import stem_of
from tangentgen.derive.unasked import by_itself, told
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher

Part = Callable[[Any], gast.expr | None]
KINDS = ("tuple", "list", "dict")


def is_unnamed(pusher: Pusher, node: gast.expr) -> bool:
    """Whether it is an item of a container that is computed."""
    if not isinstance(node, gast.Subscript):
        return False
    owner, index = pusher.facts.value(node.value), pusher.facts.value(node.slice)
    if owner.kind not in KINDS or owner.optional or index.kind == "slice":
        return False
    if owner.items is None or index.constant is UNKNOWN:
        return owner.items != ()
    return not isinstance(node.value, gast.Call) and _known(owner, index) in part_keys(owner)


def _known(owner: Value, index: Value) -> Any:
    """The key of an item where it is known."""
    key = index.constant
    negative = owner.kind != "dict" and isinstance(key, int) and key < 0
    return key + len(owner.items or ()) if negative else key


def unnamed(pusher: Pusher, part: Part, node: gast.Subscript) -> None:
    """Each part of the container gets the seed where it is the one asked for, otherwise zero."""
    owner = pusher.facts.value(node.value)
    if owner.items is None:
        _through_zeros(pusher, part, node, owner)
        return
    known = _known(owner, pusher.facts.value(node.slice))
    index = pusher.reading.read(node.slice)

    def chosen(path: Any) -> gast.expr | None:
        (_, key), *inner = path
        seed = part(tuple(inner)) if known in (UNKNOWN, key) else None
        if seed is None or known is not UNKNOWN:
            return seed
        value, tree = _at(owner, path, _witness(pusher, node.value, key))
        return gast.IfExp(test_of(owner, index, key), copy(seed), zero(value, tree))

    pusher.structure(chosen, node.value)


def _through_zeros(pusher: Pusher, part: Part, node: gast.Subscript, owner: Value) -> None:
    """A container of unknown length has an adjoint of its own."""
    seed = part(())
    assert seed is not None
    whole = pusher.names.fresh(stem_of(node.value) + "_bar")
    made = zero(owner, pusher.reading.read(node.value))
    place = gast.Subscript(name(whole), pusher.reading.read(node.slice), gast.Store())
    pusher.before += [core.Assign(as_target(name(whole)), made), core.Assign(place, seed)]
    pusher.unasked[whole] = by_itself(told(seed, pusher.unasked))
    pusher.push_list(name(whole), node.value)


def _witness(pusher: Pusher, container: gast.expr, key: Any) -> gast.expr:
    """What has the shape of one item of a container."""
    match container:
        case gast.Tuple(elts=items) | gast.List(elts=items):
            return pusher.reading.witness(items[key])
        case gast.Dict(keys=keys, values=items):
            last = {pusher.facts.value(k).constant: v for k, v in zip(keys, items, strict=True)}
            return pusher.reading.witness(last[key])
    return expression("$x[$k]", x=pusher.reading.witness(container), k=constant(key))


def _at(owner: Value, path: Any, tree: gast.expr) -> tuple[Value, gast.expr]:
    """The value at a path, and what reads it, where `tree` reads what its first step leads to."""
    for number, (kind, key) in enumerate(path):
        owner = (owner.items or ())[part_keys(owner).index(key)]
        if number and kind == "field":
            tree = gast.Attribute(tree, str(key), gast.Load())
        elif number:
            tree = gast.Subscript(tree, constant(key), gast.Load())
    return owner, tree
