"""Arrays that a call gives back under two names, or holds twice in a list that it gives back."""

from __future__ import annotations

from collections import Counter

import gast

from tangentgen.analysis.crossing import made_at
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.join import parts
from tangentgen.analysis.values import Value
from tangentgen.derive.assignment import Assignment, _live
from tangentgen.language import core


def given_twice(facts: Analysis) -> set[Site]:
    """The memory of such arrays, as the caller names it."""
    found: set[Site] = set()
    for node, user in facts.user_calls.items():
        held = Counter(site for value in arrays(facts.value(node)) for site in value.sites)
        found |= {site for site, count in held.items() if count > 1}
        found |= {made_at(node, site) for site in put_twice(user.callee)}
    return found


def put_twice(facts: Analysis) -> set[Site]:
    """The memory that is put into a container and still has a name of its own."""
    if not facts.moved:
        return set()
    tables = Assignment()
    _live(facts.tree.body, frozenset(), tables, None)
    found: set[Site] = set()
    for statement in core.walk(facts.tree.body):
        for put in facts.moved.get(statement, ()):
            if not isinstance(put, gast.Name) or put.id in tables.live_after[statement]:
                found.update(facts.sites(facts.value(put)))
    return found


def arrays(value: Value) -> list[Value]:
    """The arrays in a value.

    >>> row = Value("array", sites=frozenset(["r"]))
    >>> len(arrays(Value("tuple", items=(row, Value("list", element=row)))))
    2
    """
    return [part for part in parts(value) if part.kind in ("array", "tensor")]
