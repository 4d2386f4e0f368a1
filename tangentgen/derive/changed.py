"""What a call changes: which parameters are written, and how their adjoints are handed over.

The adjoint of a written parameter is a buffer of the caller's, which the reverse of the call
works on in place. Where the parameter is the only name of its memory in the callee, the
buffer is wanted by the reverse alone ("late"). Otherwise, as where a row of it goes by a
name, shadows alias from the forward sweep on, and the buffer has to be there then ("early").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gast

from tangentgen.analysis.changed_parts import changed_parts
from tangentgen.analysis.facts import Analysis, Site, UserCall
from tangentgen.analysis.lists import current
from tangentgen.analysis.values import Value, part_keys
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import leaves
from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters

Path = tuple[tuple[str, object], ...]


ARRAYS = ("array", "tensor")


def changed(callee: Analysis) -> tuple[str, ...]:
    """The parameters whose arrays are written, whether active or not; containers too."""
    return tuple(
        p
        for p in parameters(callee.tree)
        if not callee.mutated.isdisjoint(
            callee.arguments[p].sites
            if callee.arguments[p].kind in ARRAYS
            else callee.sites(callee.arguments[p])
        )
    )


def changed_containers(callee: Analysis) -> tuple[str, ...]:
    """The parameters whose lists, dicts or objects are changed, or arrays in them."""
    return tuple(p for p in changed(callee) if callee.arguments[p].kind not in ARRAYS)


def final(callee: Analysis, parameter: str) -> Value:
    """What a parameter may be when the function returns: with what was put into it."""
    return current(callee, callee.arguments[parameter])


def passed_through(callee: Analysis) -> tuple[Leaf, ...]:
    """The active parts of containers that a function may change: in and out go their adjoints."""
    found: list[Leaf] = []
    for parameter in changed_containers(callee):
        for part in changed_parts(callee, parameter):
            if part.opened:
                continue
            found += [inner for inner, _ in leaves((parameter, part.path), part.value, callee)]
    return tuple(dict.fromkeys(found))


def changes(user: UserCall) -> bool:
    """Whether a call writes into an argument."""
    return bool(changed(user.callee))


def buffered(callee: Analysis) -> tuple[str, ...]:
    """The parameters whose adjoints are worked on in place: what is written, and its aliases."""
    sites = written_sites(callee)
    return tuple(
        p
        for p in parameters(callee.tree)
        if callee.arguments[p].kind in ARRAYS and not sites.isdisjoint(callee.arguments[p].sites)
    )


def written_sites(callee: Analysis) -> frozenset[Site]:
    """Memory of the arguments that is written and active."""
    given = {s for v in callee.arguments.values() if v.kind in ARRAYS for s in v.sites}
    return frozenset(
        s
        for s in (callee.mutated | callee.lent) & given
        if s in callee.active_sites
        or any(s in v.sites and callee.is_active(v) for v in callee.arguments.values())
    )


def early(callee: Analysis, seen: frozenset[int] = frozenset()) -> tuple[str, ...]:
    """The buffered parameters whose adjoints alias in the forward sweep already."""
    found = buffered(callee)
    if not found:
        return ()
    sites = early_sites(callee, seen | {id(callee)})
    return tuple(p for p in found if not sites.isdisjoint(callee.arguments[p].sites))


def early_sites(facts: Analysis, seen: frozenset[int]) -> set[Site]:
    """Memory of the arguments that goes by several names, or is rebound or returned."""
    rebound = set(bound_anew(facts, facts.tree.body))
    found: set[Site] = set()
    given = plain_returns(facts)
    returned = {p for p, v in returned_parts(facts.returned) if p not in given}
    for site in written_sites(facts):
        names = facts.holders.get(site, set()) | _given_as(facts, site)
        if len(names) > 1 or not names.isdisjoint(rebound):
            found.add(site)
        if any(site in v.sites for p, v in returned_parts(facts.returned) if p in returned):
            found.add(site)
    return found | {s for s in forced(facts, seen) if s in written_sites(facts)}


def bound_anew(facts: Analysis, block: core.Block) -> Iterator[str]:
    """The names to which a block gives other objects: `u *= w` of an array changes it in place."""
    for s in core.walk(block):
        if not (isinstance(s, core.Augment) and facts.value(s.target).kind == "array"):
            yield from bound(s)


def _given_as(facts: Analysis, site: Site) -> set[str]:
    """The parameters for some memory; one that is rebound unread holds it nowhere."""
    return {p for p, v in facts.arguments.items() if v.kind in ARRAYS and site in v.sites}


def forced(facts: Analysis, seen: frozenset[int] = frozenset()) -> set[Site]:
    """Memory that a call wants the shadow of in the forward sweep."""
    found: set[Site] = set()
    for user in facts.user_calls.values():
        if id(user.callee) in seen:
            continue
        for parameter in early(user.callee, seen | {id(facts)}):
            found |= user.values[parameter].sites
    return found


def plain_returns(facts: Analysis) -> dict[Path, str]:
    """The parts of the answer that are written parameters themselves, always the same one."""
    returns = [s for s in core.walk(facts.tree.body) if isinstance(s, core.Return)]
    if len(returns) != 1 or returns[0].value is None:
        return {}
    rebound = set(bound_anew(facts, facts.tree.body))
    written = written_sites(facts)
    return {
        path: node.id
        for path, node in names_at(returns[0].value)
        if node.id in facts.arguments
        and node.id not in rebound
        and not written.isdisjoint(facts.arguments[node.id].sites)
    }


def names_at(node: gast.expr, path: Path = ()) -> Iterator[tuple[Path, gast.Name]]:
    """The names in tuples that are written out, with the paths to them."""
    if isinstance(node, gast.Name):
        yield path, node
    elif isinstance(node, gast.Tuple | gast.List):
        for k, part in enumerate(node.elts):
            yield from names_at(part, (*path, ("item", k)))


def returned_parts(value: Value, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    """The parts of a result that are no containers, with their paths."""
    if value.items is None:
        yield path, value
        return
    kind = "field" if value.kind == "object" else "item"
    for key, item in zip(part_keys(value), value.items, strict=True):
        yield from returned_parts(item, (*path, (kind, key)))


def shared_returns(facts: Analysis) -> dict[Path, str | None]:
    """The parts of the answer that may be written memory: the parameter, or None for a shadow."""
    plain: dict[Any, str] = plain_returns(facts)
    written = written_sites(facts)
    return {
        path: plain.get(path)
        for path, value in returned_parts(facts.returned)
        if not written.isdisjoint(value.sites)
    }


def returned_names(facts: Analysis) -> set[str]:
    """The names under which arrays are returned that may be written memory of the arguments."""
    shared = {path for path, plain in shared_returns(facts).items() if plain is None}
    return {
        node.id
        for s in core.walk(facts.tree.body)
        if isinstance(s, core.Return) and s.value is not None
        for path, node in names_at(s.value)
        if path in shared
    }
