"""Loops that change what they go through while they do."""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.iterables import called, passes_on
from tangentgen.language import core
from tangentgen.language.targets import changed_list
from tangentgen.language.walk import walk


def live(facts: Analysis, statement: core.For) -> bool:
    """Whether a loop changes what it goes through while it does."""
    written = written_inside(facts, statement)
    changed = bool(written) and _reads_live(facts, statement.iter, written)
    return changed or grows(facts, statement)


def grows(facts: Analysis, statement: core.For) -> bool:
    """Whether a loop may change the length of a list that it goes through."""
    lists = {
        site
        for node in walk(statement.iter)
        if isinstance(node, gast.Name | gast.Subscript | gast.Attribute)
        and facts.value(node).kind == "list"
        for site in facts.value(node).sites
    }
    for inner in core.walk(statement.body) if lists else ():
        if lists.isdisjoint(_written(facts, inner)):
            continue
        item = isinstance(getattr(inner, "target", None), gast.Subscript)
        value = getattr(inner, "value", None)
        calls = [n for n in walk(value) if isinstance(n, gast.Call)] if value else []
        if not item or any(changed_list(n) is not None for n in calls):
            return True
    return False


def written_inside(facts: Analysis, statement: core.For) -> frozenset[object]:
    """What a loop changes; not the container that a comprehension is collected in, which is new."""
    return frozenset(s for inner in core.walk(statement.body) for s in _written(facts, inner))


def _written(facts: Analysis, statement: core.Statement) -> frozenset[object]:
    puts = isinstance(statement, core.Evaluate) or (
        isinstance(statement, core.Assign) and isinstance(statement.target, gast.Subscript)
    )
    if not statement.notes.collecting or not puts:
        return facts.written.get(statement, frozenset())
    calls = walk(statement.value)  # type: ignore[attr-defined]  # what is put into it
    return frozenset(site for call in calls for site in facts.call_writes.get(call, ()))


def _reads_live(facts: Analysis, node: gast.expr, written: frozenset[object]) -> bool:
    match node:
        case gast.Call(args=args, func=function) if passes_on(called(facts, node)):
            owner = [function.value] if isinstance(function, gast.Attribute) else []
            return any(_reads_live(facts, a, written) for a in (*args, *owner))
        case gast.Name() | gast.Subscript() | gast.Attribute() | gast.Call():
            value = facts.value(node)
            inside = node.args if isinstance(node, gast.Call) and value.kind == "iterator" else []
            return not written.isdisjoint(facts.sites(value)) or any(
                _reads_live(facts, a, written) for a in inside
            )
    return False
