"""The items of a dict by their position: its keys, in their order, lead to them."""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.analysis.positions import Items, Stays
from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, expression, name


def keyed(items: Items, node: Any, view: str, at: gast.expr) -> gast.expr:
    """The items or values of a dict whose keys are known at run time."""
    owner = node.func.value
    if isinstance(owner, gast.Dict | gast.DictComp):
        owner = items.named(owner)
    elif items.facts.value(owner).kind != "dict" or not items.steady_path(owner):
        raise Stays
    keys = keys_in_order(items, owner)
    key = expression("$x[$k]", x=keys, k=at)
    held = expression("$d[$k]", d=owner, k=key)
    return gast.Tuple([key, held], gast.Load()) if view == "items" else held


def keys_in_order(items: Items, owner: gast.expr) -> gast.expr:
    """A name for the list of a dict's keys as the loop begins."""
    keys = name(items.fresh("keys"))
    items.before.append(core.Assign(as_target(keys), expression("[*$d]", d=owner)))
    items.lengths.append((expression("len($x)", x=keys), None))
    return keys


def known_keys(items: Items, node: Any) -> tuple[Any, ...] | None:
    """The keys of a dict that are known where the loop is written."""
    owner = items.facts.value(node.func.value)
    known = owner.kind == "dict" and owner.items is not None
    known = known and owner.sites.isdisjoint(items.facts.fields)  # else their order may differ
    plain = all(isinstance(k, str | int | float | bool) for k in owner.keys)
    return owner.keys if known and plain and items.steady_path(node.func.value) else None


def values_of(items: Items, node: Any) -> gast.expr:
    of = node.func.value
    if not items.written.isdisjoint(items.facts.value(of).sites):
        raise Stays
    parts = [expression("$d[$k]", d=of, k=constant(k)) for k in known_keys(items, node) or ()]
    return gast.List(parts, gast.Load())


def changing(items: Items, node: Any) -> bool:
    """Whether a dict holds arrays, lists or objects that change: its keys lead to them."""
    owner = items.facts.value(node.func.value)
    held = [*(owner.items or ()), *([owner.element] if owner.element is not None else [])]
    return owner.kind == "dict" and any(
        v.kind in ("array", "list", "dict", "object")
        and not items.facts.mutated.isdisjoint(items.facts.sites(v))
        for v in held
    )
