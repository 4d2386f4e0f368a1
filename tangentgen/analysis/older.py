"""Lists that an earlier trip of a loop has made, told apart from those of the present one.

for k in range(3):
    new = []            # made in this trip
    for v in xs:        # made in an earlier one, or before the loop
        new.append(v)
    xs = new

Memory is known by the expression that makes it, which makes another list in every trip. When a
trip ends, all lists that it has made are older ones: another site stands for these.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.functions import Packed
from tangentgen.analysis.join import join
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.walk import walk

OLDER = "older"


def aged(facts: Analysis, body: core.Block, env: Environment) -> Environment:
    """The environment at the end of a trip, as the next one finds it."""
    if not facts.cells or any(isinstance(v.constant, Packed) for v in env.values()):
        return env
    made = _made_in(body)
    sites = {s for v in env.values() for s in facts.sites(v)} | facts.cells.keys()
    sites |= {s for v in facts.cells.values() if v is not None for s in facts.sites(v)}
    names = {s: older for s in sites if (older := _older(facts, s, made)) is not None}
    if not names:
        return env
    _note(facts, names)
    return {name: _renamed(value, names) for name, value in env.items()}


def _made_in(body: core.Block) -> set[gast.AST]:
    trees = (t for s in core.walk(body) for t in vars(s).values() if isinstance(t, gast.AST))
    return {node for tree in trees for node in walk(tree)}


def _older(facts: Analysis, site: Site, made: set[gast.AST]) -> Site | None:
    """What stands for the list when its trip is over; None of another thing."""
    if site not in facts.cells or not isinstance(site, gast.List | gast.ListComp | gast.BinOp):
        return None
    return (site, OLDER) if site in made else None


def _note(facts: Analysis, names: dict[Site, Site]) -> None:
    """What is known of the lists holds of the older ones, which hold older ones themselves."""
    for site, held in list(facts.cells.items()):
        if held is None:
            if site in names:
                facts.cells.setdefault(names[site], None)
            continue
        now = names.get(site, site)
        old, aged_there = facts.cells.get(now), _renamed(held, names)
        facts.cells[now] = aged_there if old is None else join(old, aged_there)
    for fields in facts.fields.values():
        for key, held in fields.items():
            fields[key] = join(held, _renamed(held, names))
    for site, older in names.items():
        if site in facts.keys:
            facts.keys[older] = facts.keys[site]
        for sites in (
            *(facts.active_sites, facts.mutated, facts.contained),
            *(facts.repeated, facts.hidden, facts.held_in_place),
        ):
            if site in sites:
                sites.add(older)


def _renamed(value: Value, names: dict[Site, Site]) -> Value:
    items, element = value.items, value.element
    if items is not None:
        items = tuple(_renamed(item, names) for item in items)
    if element is not None:
        element = _renamed(element, names)
    sites = value.sites
    if not sites.isdisjoint(names):
        sites = frozenset(names.get(s, s) for s in sites)
    if items == value.items and element == value.element and sites == value.sites:
        return value
    return value.but(items=items, element=element, sites=sites)
