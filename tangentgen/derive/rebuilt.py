"""Containers made from others: copied, merged, with some of their parts replaced."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.derive.unsupported import Unsupported

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher

Part = Callable[[Any], gast.expr | None]


def pushed(pusher: Pusher, part: Part, node: gast.expr) -> bool:
    """Sends the seeds of a container's parts on to what they were taken from; False for no such."""
    facts = pusher.facts
    match node:
        case gast.Dict() if any(k is None for k in node.keys):
            _merged(pusher, part, node)
            return True
        case gast.Call() if node in facts.rebuilt:
            owner, given = facts.rebuilt[node]
            kind = "field" if facts.value(node).kind == "object" else "item"
            pusher.structure(_without(part, set(given)), owner)
            for key, value in given.items():
                _given(pusher, part, (kind, key), value)
            return True
    return False


def _merged(pusher: Pusher, part: Part, node: gast.Dict) -> None:
    """`{**a, "k": v}`: what comes later replaces what came before."""
    seen: set[object] = set()
    for key, value in reversed(list(zip(node.keys, node.values, strict=True))):
        if key is None:
            known = pusher.facts.value(value)
            if known.items is None or known.kind != "dict":
                raise Unsupported(value, "a dict of unknown keys is merged", "name its keys")
            pusher.structure(_without(part, set(seen)), value)
            seen.update(known.keys)
            continue
        constant = pusher.facts.value(key).constant
        if constant not in seen:
            _given(pusher, part, ("item", constant), value)
            seen.add(constant)


def _without(part: Part, replaced: set[object]) -> Part:
    return lambda path: part(path) if path[0][1] not in replaced else None


def _given(pusher: Pusher, part: Part, step: tuple[str, object], value: gast.expr) -> None:
    if pusher.facts.value(value).items is not None:
        pusher.structure(lambda path: part((step, *path)), value)
    elif (seed := part((step,))) is not None:
        pusher.push_item(seed, value)
