"""Arrays that a call returns twice: their tangents would have to share memory as they do."""

from __future__ import annotations

from tangentgen.analysis.crossing import made_at
from tangentgen.derive.forward_calls import settled
from tangentgen.derive.forward_work import Work
from tangentgen.derive.given_twice import arrays, held_twice
from tangentgen.derive.put_twice import put_twice
from tangentgen.derive.told_apart import returns_apart, told_apart


def refuse_shared(work: Work) -> None:
    """Refuses to write what a call has returned under two names, where it made no tangents.

    Zeros that are made beside each of the two are two arrays, where the values are one.
    """
    facts = work.facts
    changing = facts.mutated & facts.active_sites
    for node, user in facts.user_calls.items() if changing else ():
        here = arrays(facts.value(node))
        callee = settled(work, user)
        there = arrays(callee.returned)
        twice = held_twice(facts.value(node)) | {made_at(node, site) for site in put_twice(callee)}
        twice &= changing
        if len(here) == len(there):  # otherwise a list of them has changed here
            there = [v for v, w in zip(there, here, strict=True) if twice & w.sites]
        if not twice or all(map(callee.is_active, there)):
            continue
        if returns_apart(callee, told_apart(callee)):
            continue
        work.output.program.refuse(
            facts,
            node,
            f"{user.function.__name__} returns an array twice, which is changed in place",
            "return it once, and take views of it where it is changed",
        )
