"""Which parts of what a function is given it changes: in place, or by putting another there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.lists import current
from tangentgen.analysis.values import Value, part_keys

Path = tuple[tuple[str, object], ...]


class Changed(NamedTuple):
    """A part of a parameter: `self.count` is ("self", (("field", "count"),))."""

    parameter: str
    path: Path
    value: Value
    exchanged: bool = False  # another is put in its place, and it stays as it is
    opened: bool = False  # a container that gets or loses keys, which are not told


def changed_parts(facts: Analysis, parameter: str) -> Iterator[Changed]:
    """The largest parts of an argument that are replaced or changed in place."""
    whole = current(facts, facts.arguments[parameter])
    yield from _parts(facts, Changed(parameter, (), whole))


def _parts(facts: Analysis, part: Changed) -> Iterator[Changed]:
    value = part.value
    here = not facts.mutated.isdisjoint(value.sites)
    structure = value.items is not None and value.kind in ("dict", "object")
    if part.exchanged:
        same = facts.mutated.isdisjoint(facts.sites(value))
        yield part._replace(exchanged=same)
    elif here and not structure:
        yield part
    elif value.items is None:
        if value.element is not None and not facts.mutated.isdisjoint(facts.sites(value)):
            yield part
    else:
        fields = {k for site in value.sites for k in facts.fields.get(site, ())}
        kind = "field" if value.kind == "object" else "item"
        for key, item in zip(part_keys(value), value.items, strict=True):
            path = (*part.path, (kind, key))
            yield from _parts(facts, Changed(part.parameter, path, item, key in fields))
        if here and fields.isdisjoint(part_keys(value)):
            yield part._replace(opened=True)
