"""Containers that change, and arrays in containers: nobody else may read what is changed.

The adjoint of a list, or of what a container holds, is no object of its own: it goes by a
name. So where such a thing is changed, no other name through which it can be reached is
read later on.
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.sites import origin
from tangentgen.analysis.values import Value
from tangentgen.derive.changed import changed as changed_by
from tangentgen.derive.context import Derivation
from tangentgen.derive.given_twice import given_twice
from tangentgen.derive.moving_stacks import moving
from tangentgen.derive.only_popped import only_popped
from tangentgen.derive.put_twice import put_twice, put_twice_by_calls
from tangentgen.derive.reached import roots
from tangentgen.derive.shadow_stacks import held_elsewhere
from tangentgen.derive.told_apart import Known, alone, told_apart
from tangentgen.derive.two_places import at_two_places
from tangentgen.derive.unique import unique, viewed
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.targets import base_name, changed_list


def check(work: Derivation) -> None:
    """Refuses changes of what somebody else reads afterwards."""
    facts = work.facts
    again = (given_twice(facts) | put_twice_by_calls(facts)) & facts.mutated
    held = held_elsewhere(facts, contained(facts), work.stacks)
    arrays = held | again
    if not facts.cells and not facts.fields and not arrays:
        return
    names, only = roots(facts), unique(facts)
    known: Known = {}
    stacks, off = moving(facts)
    for statement in core.walk(facts.tree.body):
        written = facts.written.get(statement, frozenset())
        written &= facts.cells.keys() | facts.fields.keys() | arrays
        if not written:
            continue
        for target in changed(facts, statement):
            own = written & frozenset(facts.sites(facts.value(target)))
            itself = base_name(target) in only[statement] and _by_itself(facts, target, own)
            # the call that gives it back has changed it before its results have names
            given = set(bound(statement)) if own <= again - held else set()
            alone = base_name(target) in off[statement] and _by_itself(facts, target, own)
            apart = stacks if alone else frozenset[str]()
            if own and (not itself or not own.isdisjoint(again)):
                _check(work, statement, target, own, names, given, apart, known)


def _check(
    work: Derivation,
    statement: core.Statement,
    target: gast.expr,
    written: frozenset[Site],
    names: dict[Site, dict[str, gast.AST]],
    given: set[str],
    apart: frozenset[str],
    known: Known,
) -> None:
    """Refuses a change of memory that others read: not those `given` it, nor what is `apart`."""
    facts = work.facts
    kind = "a dict" if facts.value(target).kind == "dict" else spoken(facts, written)
    others = {n for site in written for n in names.get(site, ())} - {base_name(target)}
    others -= given | apart
    if not written.isdisjoint(facts.contained):
        others -= only_popped(facts)
    live = work.tables.live_after[statement] | work.outlive
    if getattr(statement, "value", None) in facts.user_calls:
        live -= set(bound(statement))  # the call has changed it before its results have names
    live -= _bound_to_others(facts, statement, written)
    if not others.isdisjoint(live):
        other = min(others & live)
        what = f"{kind} is changed in place that can be reached through '{other}' as well"
        seen = any(any(viewed(facts, facts.value(n[other]))) for n in names.values() if other in n)
        hint = (
            f"make a list of it: {other} = list({other})" if seen else "copy it first: a = b.copy()"
        )
        work.refuse(target, what, hint)
    elif not (given or apart) and not _told_apart(work, statement, target, written, known):
        what = f"{kind} is changed in place that may be held twice"
        work.refuse(target, what, "copy it first: a = b.copy()")
    elif any(_of_argument(facts, site) for site in written):
        work.refuse(target, *_inside_argument(kind))


def _bound_to_others(
    facts: Analysis, statement: core.Statement, written: frozenset[Site]
) -> set[str]:
    """The names that a statement binds to what does not lead to what it has changed."""
    target = getattr(statement, "target", None)
    if not isinstance(statement, core.Assign) or not isinstance(target, gast.Name):
        return set()
    return {target.id} if written.isdisjoint(facts.sites(facts.value(target))) else set()


def _inside_argument(kind: str) -> tuple[str, str]:
    return f"{kind} inside an argument is changed in place", "copy it first: a = b.copy()"


def changes_inside_arguments(facts: Analysis) -> Iterator[tuple[gast.expr, str, str]]:
    """What changes in a list, a dict or an object of an argument, and no entry has copied."""
    inside = {site for site in facts.mutated if _of_argument(facts, site)}
    for statement in core.walk(facts.tree.body) if inside else ():
        written = facts.written.get(statement, frozenset()) & inside
        for target in changed(facts, statement) if written else ():
            yield target, *_inside_argument(spoken(facts, written))


def _by_itself(facts: Analysis, target: gast.expr, written: frozenset[Site]) -> bool:
    """Whether what is changed is what the name at its root stands for, or a view of it."""
    inner = target
    while isinstance(inner, gast.Subscript | gast.Attribute):
        inner = inner.value
    own = facts.value(inner).sites
    if not written <= own:
        return False
    return isinstance(target, gast.Name) or (bool(own) and facts.value(target).sites == own)


def contained(facts: Analysis) -> set[Site]:
    """The arrays that are changed in place and held by containers."""
    held = {s for v in facts.arguments.values() for i in _parts(v) for s in facts.sites(i)}
    return {s for s in facts.mutated if s in facts.contained or s in held}


def _parts(value: Value) -> list[Value]:
    return [*(value.items or ()), *([value.element] if value.element is not None else [])]


def spoken(facts: Analysis, written: frozenset[Site]) -> str:
    """What the memory that is written is called."""
    if not written.isdisjoint(facts.cells):
        return "a list"
    if not written.isdisjoint(facts.fields):
        return "a container"
    return "an array"


def changed(facts: Analysis, statement: core.Statement) -> list[gast.expr]:
    """What a statement changes."""
    match statement:
        case core.Assign(target=gast.Subscript(value=owner) | gast.Attribute(value=owner)):
            return [owner]
        case core.Augment(target=gast.Subscript() | gast.Attribute() as target):
            held = facts.value(target.value).kind in ("dict", "object", "list")
            return [target if held and facts.value(target).kind == "array" else target.value]
        case core.Augment(target=gast.Name() as target):
            return [target]
        case core.Assign(value=value) | core.Evaluate(value=value):
            if value in facts.user_calls:
                user = facts.user_calls[value]
                return [user.arguments[p] for p in changed_by(user.callee) if p in user.arguments]
            owner = changed_list(value)
            return [owner] if owner is not None else []
    return []


def twice_held(facts: Analysis) -> set[Site]:
    """Memory that one container may hold twice, or to which one name leads in two ways."""
    return facts.repeated | given_twice(facts) | put_twice(facts) | at_two_places(facts)


def _told_apart(
    work: Derivation,
    statement: core.Statement,
    target: gast.expr,
    written: frozenset[Site],
    known: Known,
) -> bool:
    """Whether what is changed is not held twice, or is arrays whose places are told apart."""
    facts = work.facts
    twice = written & twice_held(facts)
    if not twice.isdisjoint(facts.cells.keys() | facts.fields.keys()):
        return False
    live = work.tables.live_after[statement]
    return not twice or alone(facts, told_apart(facts, known), statement, target, live)


def _of_argument(facts: Analysis, site: Site) -> bool:
    """Whether it is memory inside an argument, which no entry copies."""
    outside = origin(site) == "argument"
    return outside and not any(site in value.sites for value in facts.arguments.values())
