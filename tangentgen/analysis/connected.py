"""Which arrays must have adjoints that alias as they do: those that change, and their company."""

from __future__ import annotations

from collections.abc import Iterator

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.values import Value


def connected_names(facts: Analysis) -> set[str]:
    """The names of arrays that are changed in place, and those that ever share one with them.

    A name that stands for a changed array at one moment has an adjoint that belongs to an array
    at every moment, and so has any other name of what it stands for then.
    """
    changed = facts.mutated | facts.lent
    found: set[str] = set()
    more = {n for site, names in facts.holders.items() if site in changed for n in names}
    while not more <= found:
        found |= more
        more = {n for names in facts.holders.values() if not names.isdisjoint(found) for n in names}
    return found


def connected(facts: Analysis) -> set[Site]:
    """The memory that goes by those names, at any moment."""
    names = connected_names(facts)
    sites = {site for site, held in facts.holders.items() if not held.isdisjoint(names)}
    return sites | facts.mutated | facts.lent


def handed_out(value: Value) -> Iterator[Site]:
    """The memory of what a call gives back, but for what objects and dicts hold, which has no name.

    >>> row = Value("array", sites=frozenset(["r"]))
    >>> [*handed_out(Value("tuple", items=(row,)))], [*handed_out(Value("dict", items=(row,)))]
    (['r'], [])
    """
    if value.kind in ("object", "dict"):
        return
    yield from value.sites
    for part in (*(value.items or ()), *([value.element] if value.element is not None else ())):
        yield from handed_out(part)
