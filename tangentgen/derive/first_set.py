"""Attributes and keys that are set for the first time: nothing to save, nothing to put back.

body = Body()
body.mass = m          needs no `mass_old = getattr(body, "mass", None)`
out = {}
out["flux"] = f        needs no `flux_old = out.get("flux")`
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis, Site, UserCall
from tangentgen.analysis.program import Key, Program, key_of
from tangentgen.analysis.sites import origin
from tangentgen.language import core
from tangentgen.language.walk import walk

Part = tuple[str | None, str | None]  # an attribute, or the key of a dict


def first_set(program: Program, facts: Analysis, statement: core.Statement) -> bool:
    """Whether nothing that an assignment may be about has the attribute or key before it."""
    match statement:
        case core.Assign(target=gast.Attribute(value=owner, attr=attribute)):
            return _absent(program, facts, statement, owner, (attribute, None), frozenset())
        case core.Assign(
            target=gast.Subscript(value=owner, slice=gast.Constant(value=str() as key))
        ):
            return _absent(program, facts, statement, owner, (None, key), frozenset())
    return False


def _absent(
    program: Program,
    facts: Analysis,
    at: core.Statement,
    owner: gast.expr,
    part: Part,
    seen: frozenset[Key],
) -> bool:
    """Whether what an expression stands for has no such part where a statement begins."""
    value = facts.value(owner)
    attribute = part[0]
    if value.kind != ("dict" if attribute is None else "object") or not value.sites:
        return False
    if value.optional or _in_loop(facts, at):
        return False
    if attribute is not None and (
        value.cls is None or inspect.getattr_static(value.cls, attribute, None) is not None
    ):
        return False
    for earlier in core.walk(facts.tree.body):
        if earlier is at:
            break
        if _may_set(facts, earlier, part, value.sites, frozenset()):
            return False
    return all(_made_without(program, facts, s, part, seen) for s in value.sites)


def _made_without(
    program: Program, facts: Analysis, site: Site, part: Part, seen: frozenset[Key]
) -> bool:
    """Whether it is made in this function, or given to it, without the part."""
    attribute, key = part
    if isinstance(site, gast.Dict):
        written_out = all(isinstance(k, gast.Constant) for k in site.keys)
        return written_out and all(k.value != key for k in site.keys)
    if isinstance(site, gast.Call) and attribute is None:
        return False
    if isinstance(site, gast.Call):
        # what any other call makes of it is not followed
        bare = isinstance(site.func, gast.Attribute) and site.func.attr == "__new__"
        namespace = facts.value(site.func).constant is types.SimpleNamespace
        return (bare or namespace) and attribute not in facts.born.get(site, ())
    if origin(site) != "site" or program.entry is None:
        return False
    own = _key(facts)
    given = [p for p, v in facts.arguments.items() if site in v.sites]
    calls = [call for f in program.reached(program.entry) for call in _calls(f, own)]
    return (
        own not in seen
        and bool(calls)
        and bool(given)  # and no part of an argument
        and all(
            p in user.arguments
            and _absent(program, caller, at, user.arguments[p], part, seen | {own})
            for caller, at, user in calls
            for p in given
        )
    )


def _calls(facts: Analysis, key: Key) -> Iterator[tuple[Analysis, core.Statement, UserCall]]:
    """Where a function calls another."""
    wanted = {node: user for node, user in facts.user_calls.items() if _key(user.callee) == key}
    if not wanted:
        return
    for statement in core.walk(facts.tree.body):
        for node in _nodes(statement):
            if node in wanted:
                yield facts, statement, wanted[node]


def _key(facts: Analysis) -> Key:
    return key_of(facts.scope.function, facts.arguments, lent=facts.lent)


def _nodes(statement: core.Statement) -> Iterator[gast.AST]:
    for value in vars(statement).values():
        if isinstance(value, gast.AST):
            yield from walk(value)


def _in_loop(facts: Analysis, wanted: core.Statement) -> bool:
    loops = (s for s in core.walk(facts.tree.body) if isinstance(s, core.For | core.While))
    return any(s is wanted for loop in loops for s in core.walk((loop,)))


def _may_set(
    facts: Analysis,
    statement: core.Statement,
    part: Part,
    sites: frozenset[Site],
    seen: frozenset[int],
) -> bool:
    """Whether a statement may give a part of this name to anything."""
    attribute, key = part
    merged = isinstance(statement, core.Augment) and facts.value(statement.target).sites
    if merged and not sites.isdisjoint(merged):  # `d |= e`
        return True
    for node in _nodes(statement):
        match node:
            case gast.Attribute(attr=name, ctx=gast.Store()) if name == attribute:
                return True
            case gast.Subscript(value=owner, slice=index, ctx=gast.Store()):
                same = not isinstance(index, gast.Constant) or index.value == key
                if attribute is None and same and facts.value(owner).kind in ("dict", "any"):
                    return True
            case gast.Call(func=gast.Name(id="setattr")):
                return True
            case gast.Call() if node in facts.user_calls:
                if _sets(facts.user_calls[node].callee, part, seen):
                    return True
            case gast.Call(func=gast.Name() as called) if _only_reads(facts, called):
                pass
            case gast.Call(func=called, args=args):
                # what is not followed may do anything to an object that it is given
                owner = called.value if isinstance(called, gast.Attribute) else called
                given = [facts.value(part).sites for part in (owner, *args)]
                if node not in sites and any(not sites.isdisjoint(each) for each in given):
                    return True
    return False


def _only_reads(facts: Analysis, called: gast.expr) -> bool:
    known = facts.value(called).constant
    return any(known is f for f in (len, bool, isinstance, sorted, list, tuple))


def _sets(callee: Analysis, part: Part, seen: frozenset[int]) -> bool:
    """Whether a function gives a part of this name to anything that it did not make."""
    if id(callee) in seen:
        return False
    sites = frozenset(s for v in callee.arguments.values() for s in v.sites)
    return any(
        _may_set(callee, statement, part, sites, seen | {id(callee)})
        for statement in core.walk(callee.tree.body)
    )
