"""Memory that is put into containers more than once: two items of a list may be one object.

for v in x:                            p = Body(a)
    p = Body(v)                        for k in range(2):
    crowd.append(p)  # once            crowd.append(p)  # twice
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import gast

from tangentgen.analysis.crossing import classes, made_at
from tangentgen.analysis.facts import Analysis, Site, UserCall
from tangentgen.analysis.lists import made_there
from tangentgen.derive.assignment import Assignment, _live
from tangentgen.derive.reached import roots
from tangentgen.language import core
from tangentgen.language.walk import walk

HELD = ("list", "dict", "object", "tuple")
Seen = frozenset[Analysis]


def put_twice(facts: Analysis, seen: Seen = frozenset()) -> set[Site]:
    """The memory that a function, or one that it calls, may put into containers twice."""
    return _put_here(facts) | put_twice_by_calls(facts, seen)


def put_twice_by_calls(facts: Analysis, seen: Seen = frozenset()) -> set[Site]:
    """The memory that the functions which it calls may put into containers twice."""
    found: set[Site] = set()
    if facts in seen:
        return found
    for node, user in facts.user_calls.items():
        for inner in put_twice(user.callee, seen | {facts}):
            found |= _outside(node, user, inner)
    return found


def _outside(node: gast.AST, user: UserCall, site: Site) -> set[Site]:
    """The memory of a callee as its caller names it."""
    numbering = classes(user.values)
    return {s for s, n in numbering.items() if ("site", n) == site} or {made_at(node, site)}


def _put_here(facts: Analysis) -> set[Site]:
    if not facts.moved:
        return set()
    tables = Assignment()
    _live(facts.tree.body, frozenset(), tables, None)
    puts = list(_puts(facts, facts.tree.body, ()))
    every = [set(facts.sites(facts.value(put))) for _, put, _ in puts]
    count = Counter(site for sites in every for site in sites)
    found: set[Site] = set()
    for (statement, put, ends), sites in zip(puts, every, strict=True):
        if not _is_reached_by_name(facts, put):
            found |= sites
            continue
        others = _containers(facts, statement) - _names(put)
        for site in sites:
            names = roots(facts).get(site, {}).keys() - others
            again = any(not names.isdisjoint(tables.live_after[end]) for end in ends)
            again = again or count[site] > 1
            if again and not names.isdisjoint(tables.live_after[statement]):
                found.add(site)
    return found


def _puts(
    facts: Analysis, block: core.Block, ends: tuple[core.Statement, ...]
) -> Iterator[tuple[core.Statement, gast.expr, tuple[core.Statement, ...]]]:
    """What is put into containers, with the last statements of the loops around it."""
    for statement in block:
        for put in facts.moved.get(statement, ()):
            yield statement, put, ends
        for inner in core.blocks(statement):
            loop = isinstance(statement, core.For | core.While) and bool(inner)
            yield from _puts(facts, inner, (*ends, inner[-1]) if loop else ends)


def _containers(facts: Analysis, statement: core.Statement) -> set[str]:
    """The containers of a statement, among which is the one that something is put into."""
    trees = (v for v in vars(statement).values() if isinstance(v, gast.AST))
    names = (n for tree in trees for n in walk(tree) if isinstance(n, gast.Name))
    return {n.id for n in names if facts.value(n).kind in HELD}


def _names(tree: gast.AST) -> set[str]:
    return {n.id for n in walk(tree) if isinstance(n, gast.Name)}


def _is_reached_by_name(facts: Analysis, put: gast.expr) -> bool:
    """Whether all that is put is new, or what names stand for, or views of that.

    What is held by another container is not.
    """
    match put:
        case gast.Name():
            return True
        case gast.Tuple(elts=parts) | gast.List(elts=parts) | gast.Dict(values=parts):
            return all(_is_reached_by_name(facts, part) for part in parts)
    value = facts.value(put)
    if made_there(facts, value, put):
        return True
    if value.kind not in ("array", "tensor") or not value.sites:
        return False
    held = [facts.value(n) for n in walk(put) if isinstance(n, gast.Name)]
    arrays = [v for v in held if v.kind == "array" and not v.sites.isdisjoint(value.sites)]
    others = {s for v in held if v.kind != "array" for s in facts.sites(v)}
    known = {site for v in arrays for site in v.sites} | {put}
    return value.sites <= known and value.sites.isdisjoint(others)


__all__ = ["put_twice", "put_twice_by_calls"]
