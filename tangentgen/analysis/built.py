"""Arrays that change only while they are built, under the one name they have by then.

    new = u.copy()
    new[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2])
    u = new

From `u = new` on nothing changes the array any more. So what it is called afterwards has memory of
its own here, which never changes, and needs neither a shadow nor its contents saved, though the
array that is built in the next trip comes from the same line. Where the reverse sweep puts the
array back as it was in between, it does so in a copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.resolve import bound, read_names
from tangentgen.language.targets import base_name, parts
from tangentgen.language.walk import SCOPES, all_names, walk
from tangentgen.source.quote import copy


@dataclass(frozen=True, eq=False)
class Built:
    """An array that is made by a statement of a block and changed in the `phase` behind it."""

    name: str
    site: Site
    phase: tuple[core.Statement, ...]


def settle_built(facts: Analysis) -> None:
    """Gives each such array other memory in all values that are not of its first name."""
    for built in list(_built(facts, facts.tree.body)):
        _settle(facts, built)


def _built(facts: Analysis, block: core.Block) -> Iterator[Built]:
    for at, statement in enumerate(block):
        match statement:
            case core.Assign(target=gast.Name(id=name), value=made) if made in facts.mutated:
                phase = _phase(facts, made, block[at + 1 :])
                fresh = facts.value(statement.target).sites == {made} == facts.value(made).sites
                several = facts.holders.get(made, set()) != {name}
                alone = fresh and several and phase and _alone(facts, name, made, phase)
                if alone and not _handed_back(facts, made):
                    yield Built(name, made, phase)
        for inner in core.blocks(statement):
            yield from _built(facts, inner)


def _phase(
    facts: Analysis, site: Site, behind: Sequence[core.Statement]
) -> tuple[core.Statement, ...]:
    """The statements up to the last one that changes an array; none where others change it too."""
    writers = {s for s, sites in facts.written.items() if site in sites}
    last = 0
    for number, statement in enumerate(behind, start=1):
        inside = writers.intersection(core.walk((statement,)))
        if inside:
            writers -= inside
            last = number
    return () if writers else tuple(behind[:last])


_SEEN_ELSEWHERE = (core.Return, core.With, core.Try, core.Foreign)
_DISPLAYS = (
    gast.List | gast.Tuple | gast.Set | gast.Dict | gast.Starred | gast.Yield | gast.YieldFrom
)


def _alone(facts: Analysis, name: str, site: Site, phase: Sequence[core.Statement]) -> bool:
    """Whether some statements know an array by one name only, and hand it to nobody.

    Other names may have the arrays of earlier trips, which are not to be changed.
    """
    for statement in core.walk(tuple(phase)):
        grows = isinstance(statement, core.Augment) and isinstance(statement.target, gast.Name)
        if isinstance(statement, _SEEN_ELSEWHERE) or (name in bound(statement) and not grows):
            return False
        if site in facts.written.get(statement, ()) and not _by_name(facts, name, site, statement):
            return False
        trees = [tree for tree in vars(statement).values() if isinstance(tree, gast.AST)]
        target = getattr(statement, "target", None)
        if (
            target is not None
            and not grows
            and any(name in read_names(t) for t in trees if t is not target)
        ):
            to_array = isinstance(target, gast.Subscript) and (
                facts.value(target.value).kind in ("array", "tensor")
            )
            if not to_array and any(_has(facts, part, site) for part in parts(target)):
                return False
        if not all(_harmless(facts, name, site, node) for tree in trees for node in walk(tree)):
            return False
    return True


def _handed_back(facts: Analysis, site: Site) -> bool:
    """Whether a user's function returns the array: it has been analysed as one that is changed."""
    return any(_has(facts, call, site) for call in facts.user_calls)


def _by_name(facts: Analysis, name: str, site: Site, statement: core.Statement) -> bool:
    """Whether what a statement changes is the array of that name, and no other of its site."""
    match statement:
        case core.Assign(target=gast.Subscript() as target) | core.Augment(target=target):
            return base_name(target) == name
        case core.Assign(value=value) | core.Evaluate(value=value):
            others = (n for n in all_names(value) if n.id != name)
            return not any(_has(facts, n, site) for n in others)
    return isinstance(statement, core.For | core.While | core.If)  # their own statements count


def _harmless(facts: Analysis, name: str, site: Site, node: gast.AST) -> bool:
    """Whether an expression leaves the array of a name with that name alone."""
    match node:
        case gast.Name(id=each):
            return each != name or facts.value(node).sites == {site}
        case gast.Call():
            given = [*node.args, *(k.value for k in node.keywords)]
            if isinstance(node.func, gast.Attribute):
                given.append(node.func.value)
            given = [each for each in given if name in read_names(each)]
            elsewhere = (facts.user_calls, facts.list_calls, facts.impure, facts.implicit)
            tables = (*elsewhere, facts.unseen, facts.explicit)
            return not given or not any(node in table for table in tables)
    if isinstance(node, _DISPLAYS | SCOPES | gast.NamedExpr):
        return name not in read_names(node) or (
            isinstance(node, gast.Tuple | gast.List) and (not _has(facts, node, site))
        )
    return True


def _has(facts: Analysis, node: gast.AST, site: Site) -> bool:
    return site in set(facts.sites(facts.value(node)))


def _settle(facts: Analysis, built: Built) -> None:
    site: Site = built.site
    later: Site = copy(site)
    inside = {n for s in core.walk(built.phase) for t in vars(s).values() for n in _nodes(t)}
    for node, value in facts.values.items():
        own = isinstance(node, gast.Name) and node.id == built.name
        if not own and node is not site and node not in inside:
            facts.values[node] = moved(value, site, later)
    facts.returned = moved(facts.returned, site, later)
    for key, held in facts.cells.items():
        facts.cells[key] = None if held is None else moved(held, site, later)
    for fields in facts.fields.values():
        fields.update({key: moved(held, site, later) for key, held in fields.items()})
    for user in facts.user_calls.values():
        for parameter, given in user.values.items():
            user.values[parameter] = moved(given, site, later)
    if site in facts.active_sites:
        facts.active_sites.add(later)
    for sites in (facts.contained, facts.repeated, facts.hidden, facts.held_in_place):
        if site in sites:
            sites.add(later)
    facts.contained.discard(site)
    facts.holders[later] = facts.holders[site] - {built.name}
    facts.holders[site] = {built.name}
    facts.reached = None
    facts.built.setdefault(built.phase[-1], set()).add(built.name)


def _nodes(tree: object) -> Iterator[gast.AST]:
    return iter(walk(tree) if isinstance(tree, gast.AST) else ())


def moved(value: Value, old: Site, new: Site) -> Value:
    """A value in other memory."""
    sites = frozenset(new if s is old else s for s in value.sites)
    items = None if value.items is None else tuple(moved(i, old, new) for i in value.items)
    element = None if value.element is None else moved(value.element, old, new)
    if sites == value.sites and items == value.items and element == value.element:
        return value
    return value.but(sites=sites, items=items, element=element)
