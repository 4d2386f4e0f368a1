"""Keys that a dict had from the beginning, and that something takes out.

d["next"] = d.pop("now")
d["now"] = e                 asks `d.get("now")` for the older value, not `d["now"]`
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import UNKNOWN, Value


def may_be_popped(facts: Analysis, owner: Value, key: object) -> bool:
    """Whether a function, or one that it calls, may take a key out of a dict."""
    own = [d for d, k in _popped(facts) if not owner.sites.isdisjoint(d.sites) and k in (key, ANY)]
    called = [f for f in _reached(facts) if f is not facts]
    return bool(own) or any(k in (key, ANY) for f in called for _, k in _popped(f))


ANY = UNKNOWN
"""For a key that is computed."""


def _popped(facts: Analysis) -> Iterator[tuple[Value, object]]:
    for call, known in facts.list_calls.items():
        owner = facts.value(known.owner)
        if known.name == "pop" and owner.kind == "dict" and isinstance(call, gast.Call):
            yield owner, facts.value(call.args[0]).constant


def _reached(facts: Analysis) -> list[Analysis]:
    """The function and all that it calls."""
    found, left = list[Analysis](), [facts]
    while left:
        new = left.pop()
        if not any(new is each for each in found):
            found.append(new)
            left += [user.callee for user in new.user_calls.values()]
    return found
