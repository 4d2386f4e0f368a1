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
from tangentgen.analysis.values import Value
from tangentgen.derive.assignment import read_behind
from tangentgen.derive.only_gathered import only_gathered
from tangentgen.derive.still_held import HELD, still_held
from tangentgen.language import core
from tangentgen.language.targets import changed_list
from tangentgen.language.walk import walk

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
            found |= outside(node, user, inner)
    return found


def outside(node: gast.AST, user: UserCall, site: Site) -> set[Site]:
    """The memory of a callee as its caller names it."""
    numbering = classes(user.values)
    return {s for s, n in numbering.items() if ("site", n) == site} or {made_at(node, site)}


def _put_here(facts: Analysis) -> set[Site]:
    if not facts.moved:
        return set()
    behind = read_behind(facts.tree.body)
    gathered = only_gathered(facts)
    puts = [each for each in _puts(facts, facts.tree.body, ()) if _into(each[0]) not in gathered]
    names = _names_of(facts)
    count = Counter(site for _, put, _ in puts for site in set(_itself(facts.value(put))))
    found: set[Site] = set()
    for statement, put, ends in puts:
        others = _containers(facts, statement) - _names(put)
        live = behind[statement]
        twice = not _is_reached_by_name(facts, put) or still_held(facts, statement, put)
        for site in _itself(facts.value(put)):
            known = names.get(site, set()) - others
            again = any(not known.isdisjoint(behind[end]) for end in ends)
            twice = twice or ((again or count[site] > 1) and not known.isdisjoint(live))
        if twice:
            found.update(facts.sites(facts.value(put)))
    return found


def _parts(facts: Analysis, put: gast.expr) -> Iterator[gast.expr]:
    """What gets another holder: of a container that is made there, what is in it."""
    match put:
        case gast.Tuple(elts=parts) | gast.List(elts=parts) | gast.Dict(values=parts):
            pass
        case gast.Call(args=args, keywords=keywords) if facts.value(put).kind == "object" and (
            facts.value(put).sites == {put}
        ):
            parts = [*args, *(k.value for k in keywords)]
        case _:
            yield put
            return
    for part in parts:
        yield from _parts(facts, part)


def _itself(value: Value) -> Iterator[Site]:
    """The memory that a value is, not what is in it; a tuple is what it holds."""
    yield from value.sites
    if value.kind == "tuple":
        for part in (*(value.items or ()), *([value.element] if value.element is not None else ())):
            yield from _itself(part)


def _names_of(facts: Analysis) -> dict[Site, set[str]]:
    """The names that stand for memory, or for views of it."""
    found: dict[Site, set[str]] = {}
    for node, value in facts.values.items():
        if isinstance(node, gast.Name) and facts.scope.place(node.id) == "local":
            for site in _itself(value):
                found.setdefault(site, set()).add(node.id)
    return found


def _into(statement: core.Statement) -> str | None:
    """The name of the list that a statement changes, where it has one."""
    value = getattr(statement, "value", None)
    owner = changed_list(value) if isinstance(statement, core.Evaluate) else None
    return owner.id if isinstance(owner, gast.Name) else None


def _puts(
    facts: Analysis, block: core.Block, ends: tuple[core.Statement, ...]
) -> Iterator[tuple[core.Statement, gast.expr, tuple[core.Statement, ...]]]:
    """What is put into containers, with the last statements of the loops around it."""
    for statement in block:
        for put in facts.moved.get(statement, ()):
            yield from ((statement, part, ends) for part in _parts(facts, put))
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
    if isinstance(put, gast.Name):
        return True
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


__all__ = ["outside", "put_twice", "put_twice_by_calls"]
