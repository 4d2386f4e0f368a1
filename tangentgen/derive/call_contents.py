"""The adjoints of what a call changes in lists, dicts and objects: they go in, and come out."""

from __future__ import annotations

from tangentgen.analysis.facts import UserCall
from tangentgen.derive.changed import passed_through
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import place_of
from tangentgen.derive.unsupported import Unsupported


def contents(work: Derivation, user: UserCall) -> dict[Leaf, Leaf]:
    """The leaves of the callee's parameters that it may change, with what they are here."""
    found: dict[Leaf, Leaf] = {}
    for leaf in passed_through(user.callee):
        given = user.arguments[leaf[0]]
        place = place_of(work.facts, given)
        if place is None or place.rest:
            raise Unsupported(
                given, "a call changes an item of a list or of a dict", "give it a name first"
            )
        found[leaf] = (place.leaf[0], (*place.leaf[1], *leaf[1]))
    return found
