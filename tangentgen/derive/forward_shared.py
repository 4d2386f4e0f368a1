"""What a call returns twice: the tangents would have to share memory as the values do."""

from __future__ import annotations

from collections import Counter

from tangentgen.analysis.crossing import made_at
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.join import parts
from tangentgen.analysis.values import Value
from tangentgen.derive.forward_calls import settled
from tangentgen.derive.forward_work import Work
from tangentgen.derive.put_twice import put_twice
from tangentgen.derive.told_apart import returns_apart, told_apart

ARRAYS = ("array", "tensor")


def refuse_shared(work: Work) -> None:
    """Refuses to write what a call has returned under two names, where it made no tangents.

    Zeros that are made beside each of the two are two arrays, where the values are one.
    """
    facts = work.facts
    for node, user in facts.user_calls.items() if facts.mutated else ():
        here = _held(facts.value(node))
        active = {site for part in here for site in part.sites if _gets_active(facts, part, site)}
        changing = facts.mutated & (facts.active_sites | active)
        callee = settled(work, user)
        there = _held(callee.returned)
        held = Counter(site for part in here for site in part.sites)
        twice = {site for site, count in held.items() if count > 1}
        twice |= {made_at(node, site) for site in put_twice(callee)}
        twice &= changing
        if len(here) == len(there):  # otherwise a list of them has changed here
            there = [v for v, w in zip(there, here, strict=True) if twice & w.sites]
        if not twice or all(map(callee.is_active, there)):
            continue
        array = all(v.kind in ARRAYS for v in here if twice & v.sites)
        if array and returns_apart(callee, told_apart(callee)):
            continue
        what = "an array" if array else "a container"
        work.output.program.refuse(
            facts,
            node,
            f"{user.function.__name__} returns {what} twice, which is changed in place",
            "return it once, and take views of it where it is changed"
            if array
            else "return it once, and read it from there",
        )


def _gets_active(facts: Analysis, part: Value, site: Site) -> bool:
    """Whether a container holds something active at some time."""
    if part.kind in ARRAYS:
        return False
    put = [*facts.fields.get(site, {}).values(), facts.cells.get(site), part]
    return any(v is not None and facts.is_active(v) for v in put)


def _held(value: Value) -> list[Value]:
    """The arrays, lists, dicts and objects in a value."""
    return [part for part in parts(value) if part.kind in (*ARRAYS, "list", "dict", "object")]
