"""Arrays that a call gives back under two names, or holds twice in a list that it gives back."""

from __future__ import annotations

from collections import Counter

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.join import parts
from tangentgen.analysis.sites import is_given
from tangentgen.analysis.values import Value
from tangentgen.derive.changed import returned_parts, shared_returns


def given_twice(facts: Analysis) -> set[Site]:
    """The memory of such arrays, as the caller names it."""
    found: set[Site] = set()
    for node, user in facts.user_calls.items():
        found |= held_twice(facts.value(node)) - _with_shadows(facts.value(node), user.callee)
    return found


def _with_shadows(value: Value, callee: Analysis) -> set[Site]:
    """The memory that comes back with shadows only, which alias as it does."""
    shared = shared_returns(callee)
    here = dict(returned_parts(value))
    if here.keys() != dict(returned_parts(callee.returned)).keys():
        return set()
    others = [part for path, part in here.items() if path not in shared]
    held = {site for part in others for array in arrays(part) for site in array.sites}
    return {site for path in shared for site in here[path].sites} - held


def held_twice(value: Value) -> set[Site]:
    """The memory that a value holds more than once.

    >>> row = Value("array", sites=frozenset(["r"]))
    >>> held_twice(Value("tuple", items=(row, row, Value("array", sites=frozenset(["s"])))))
    {'r'}
    """
    held = Counter(site for part in arrays(value) for site in part.sites)
    return {site for site, count in held.items() if count > 1}


def lent(facts: Analysis) -> frozenset[Site]:
    """What a function gives back under two names, or now of its own and now its caller's.

    What its caller writes to one of them, it reads under the other.
    """
    perhaps = [v.sites for v in arrays(facts.returned) if any(map(is_given, v.sites))]
    own = {site for sites in perhaps for site in sites if not is_given(site)}
    return frozenset(own | held_twice(facts.returned))


def arrays(value: Value) -> list[Value]:
    """The arrays in a value.

    >>> row = Value("array", sites=frozenset(["r"]))
    >>> len(arrays(Value("tuple", items=(row, Value("list", element=row)))))
    2
    """
    return [part for part in parts(value) if part.kind in ("array", "tensor")]
