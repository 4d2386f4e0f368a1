"""Closures that leave the function they were made in: a tuple of the variables they captured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gast

from tangentgen.analysis.functions import ITSELF, Closure, Packed
from tangentgen.analysis.values import Value
from tangentgen.source.quote import constant, name


def packs(value: Value, closures: Mapping[str, Closure]) -> Any:
    """Where closures stand in a returned value; None where there is none."""
    if isinstance(value.constant, Closure):
        return pack(value.constant, closures)
    if value.items is None:
        return None
    inner = tuple(packs(item, closures) for item in value.items)
    return inner if any(i is not None for i in inner) else None


def pack(closure: Closure, closures: Mapping[str, Closure]) -> Packed:
    """What its tuple holds; closures among its variables are tuples as well."""
    inner: list[Packed | str | None] = []
    for _, here in closure.names:
        found = closures.get(here)
        if found is None or refers_to_itself(found, closures):
            inner.append(None)
        else:
            inner.append(ITSELF if found == closure else pack(found, closures))
    return Packed(closure.function, tuple(own for own, _ in closure.names), tuple(inner))


def refers_to_itself(closure: Closure, closures: Mapping[str, Closure]) -> bool:
    """Whether a closure is reached through the variables of others, as one of several."""
    seen: set[Closure] = set()
    todo = [closures[here] for _, here in closure.names if here in closures]
    todo = [found for found in todo if found != closure]
    while todo:
        found = todo.pop()
        if found == closure:
            return True
        if found not in seen:
            seen.add(found)
            todo += [closures[here] for _, here in found.names if here in closures]
    return False


def variables(closure: Closure, closures: Mapping[str, Closure]) -> gast.expr:
    """The tuple that stands for a closure."""
    parts: list[gast.expr] = []
    for _, here in closure.names:
        found = closures.get(here)
        if found is None:
            parts.append(name(here))
        else:
            parts.append(constant(None) if found == closure else variables(found, closures))
    return gast.Tuple(parts, gast.Load())


def unpacked(value: Value, where: Any) -> Value:
    """The value of a call with the closures that are in it."""
    if where is None or value.items is None:
        return value
    inner = where.inner if isinstance(where, Packed) else where
    if len(inner) != len(value.items):
        return value
    items = tuple(
        item if part == ITSELF else unpacked(item, part)
        for item, part in zip(value.items, inner, strict=True)
    )
    return value.but(items=items, constant=where if isinstance(where, Packed) else value.constant)
