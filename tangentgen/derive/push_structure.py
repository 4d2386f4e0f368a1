"""Seeds for the parts of a structure that an expression makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import in_words
from tangentgen.derive import rebuilt
from tangentgen.derive.broadcast import spread
from tangentgen.derive.list_values import assembled, makes_list, pushed
from tangentgen.derive.picked import is_picked, picked
from tangentgen.derive.places import item_number, place_of
from tangentgen.derive.push_place import parts_at
from tangentgen.derive.push_rule import through
from tangentgen.derive.seeds import Contribution, Seed
from tangentgen.derive.unasked import Masks, told
from tangentgen.derive.unnamed import is_unnamed, unnamed
from tangentgen.derive.unsupported import Unsupported
from tangentgen.source.quote import constant, expression

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher


def to_parts(
    pusher: Pusher, part: Callable[[Any], gast.expr | None], node: gast.expr, masks: Masks = ()
) -> None:
    """Seeds for the parts of a structure; `part(path)` is None for no seed."""
    if not pusher.facts.active(node):
        return
    value = pusher.facts.value(node)
    if is_picked(pusher, node):
        pusher.found += picked(pusher, part, node)
        return
    if is_unnamed(pusher, node) and place_of(pusher.facts, node) is None:
        unnamed(pusher, part, node)
        return
    if makes_list(pusher.facts, node) and place_of(pusher.facts, node) is None:
        pushed(pusher, assembled(pusher, part, node, value, ()), node)
        return
    parts: list[tuple[str, object, gast.expr]] = []
    match node:
        case gast.Tuple() | gast.List():
            parts = [("item", k, e) for k, e in enumerate(node.elts)]
        case gast.Dict() | gast.Call() if rebuilt.pushed(pusher, part, node):
            return
        case gast.Dict():
            keys = [pusher.facts.value(k).constant for k in node.keys]
            last = dict(zip(keys, node.values, strict=True))
            parts = [("item", k, e) for k, e in last.items()]
        case gast.Call() if node in pusher.facts.records:
            given = pusher.facts.records[node]
            parts = [("field", k, given[k]) for k in value.keys if k in given]
        case gast.Call() if value.kind == "object":
            given = dict(zip(value.keys, node.args, strict=False)) | {
                k.arg: k.value for k in node.keywords
            }
            parts = [("field", k, given[k]) for k in value.keys if k in given]
        case gast.Call() if node in pusher.facts.rule_calls and value.items is not None:
            seeds = [part((("item", k),)) for k in range(len(value.items))]
            call = pusher.facts.rule_calls[node]
            asks = any("read" in t.parameters for t in call.rule.reverses)
            zeros = [
                constant(0.0) if asks else _nothing(pusher, node, k) for k in range(len(seeds))
            ]
            parts_bar = [s if s is not None else z for s, z in zip(seeds, zeros, strict=True)]
            read = frozenset(k for k, s in enumerate(seeds) if s is not None)
            whole = Seed(gast.Tuple(parts_bar, gast.Load()))
            through(pusher, whole, node, call.rule, call.bound, read)
            return
        case _:
            place = place_of(pusher.facts, node)
            if place is None or value.items is None:
                raise Unsupported(
                    node,
                    f"{in_words(value)} made by {type(node).__name__}",
                    "name its parts first",
                )
            for found, inner in parts_at(pusher, place, value):
                seed = part(inner)
                if seed is not None:
                    asked = masks or told(seed, pusher.unasked)
                    pusher.found.append(Contribution(found, seed, True, asked))
            return
    for kind, key, element in parts:
        inner_value = pusher.facts.value(element)
        if inner_value.items is not None:
            inside = partial(_inside, part, (kind, key))
            to_parts(pusher, inside, element, masks)
        elif (seed := part(((kind, key),))) is not None:
            pusher.push_held(seed, element, masks)


def _nothing(pusher: Pusher, node: gast.expr, k: int) -> gast.expr:
    """The adjoint of an item of a result that nobody reads."""
    value = (pusher.facts.value(node).items or ())[k]
    if is_scalar(value):
        return constant(0.0)
    item = gast.Subscript(pusher.reading.answer(node), constant(k), gast.Load())
    return expression("np.zeros_like($x)", x=item)


def to_item(pusher: Pusher, seed: Seed, node: gast.Subscript | gast.Attribute) -> None:
    """`f(x)[1]` and `f(x).name` of a function that returns several values."""
    chosen = item_number(pusher.facts, node)
    if chosen is None:
        raise Unsupported(node, "an item of a computed container", "name the container first")
    full = seed.tree if seed.full else spread(seed.tree, pusher.reading.witness(node))
    full = pusher.with_masks(replace(seed, tree=full), node)
    to_parts(pusher, lambda path: full if path == (("item", chosen),) else None, node.value)


def _inside(
    part: Callable[[Any], gast.expr | None], step: tuple[str, object], path: Any
) -> gast.expr | None:
    """The seed of a part of a part."""
    return part((step, *path))
