"""Which arrays must have adjoints that alias as they do: those that change, and their company."""

from __future__ import annotations

from tangentgen.analysis.facts import Analysis, Site


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
