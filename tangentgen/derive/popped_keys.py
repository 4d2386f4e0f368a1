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
    for reached in _reached(facts):
        for emptied, popped in _popped(reached):
            same = reached is not facts or not owner.sites.isdisjoint(emptied.sites)
            if same and popped in (key, UNKNOWN):  # which may be any
                return True
    return False


def _popped(facts: Analysis) -> Iterator[tuple[Value, object]]:
    for call, known in facts.list_calls.items():
        owner = facts.value(known.owner)
        if known.name == "pop" and owner.kind == "dict" and isinstance(call, gast.Call):
            yield owner, facts.value(call.args[0]).constant


def _reached(facts: Analysis) -> set[Analysis]:
    """The function and all that it calls."""
    found, left = set[Analysis](), {facts}
    while left:
        found |= left
        left = {user.callee for each in left for user in each.user_calls.values()} - found
    return found
