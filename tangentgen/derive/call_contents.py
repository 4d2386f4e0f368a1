"""The adjoints of what a call changes in lists, dicts and objects: they go in, and come out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import gast

from tangentgen.analysis.facts import UserCall
from tangentgen.derive.accumulate import adjoint, materialise, value_at
from tangentgen.derive.changed import Path, passed_through
from tangentgen.derive.context import Derivation
from tangentgen.derive.control import leaf_value
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import Place, held_expression, leaf_expression, place_of, select
from tangentgen.derive.unsupported import Unsupported
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.source.quote import as_target, expression, name


@dataclass(frozen=True)
class Content:
    """A part of a container that a call may change."""

    place: Place  # of the part itself; in a list, of the list, and what is selected from it
    primal: gast.expr

    @property
    def leaf(self) -> Leaf:
        return self.place.leaf

    def tree(self, work: Derivation) -> gast.expr:
        """Its adjoint."""
        return select(name(adjoint(work, self.place.leaf)), self.place.rest)


def contents(work: Derivation, user: UserCall) -> dict[Leaf, Content]:
    """The leaves of the callee's parameters that it may change, with what they are here."""
    return {leaf: content(work, user, leaf) for leaf in passed_through(user.callee)}


def content(work: Derivation, user: UserCall, leaf: Leaf) -> Content:
    """What a part of a parameter is here."""
    given = user.arguments[leaf[0]]
    place = place_of(work.facts, given)
    if place is None:
        raise Unsupported(given, "a call changes a container that has no name", "name it first")
    primal = leaf_expression(("", leaf[1]), given)
    if place.whole:
        own: Leaf = (place.leaf[0], (*place.leaf[1], *leaf[1]))
        return Content(Place(own, leaf_value(work, own)), primal)
    return Content(Place(place.leaf, place.value, (*place.rest, *accessors(leaf[1]))), primal)


def accessors(path: Path) -> list[gast.expr]:
    """What selects a part of an item from the item's adjoint."""
    selected = held_expression(path, name("_"))
    found: list[gast.expr] = []
    while isinstance(selected, gast.Subscript):
        found.insert(0, selected)
        selected = selected.value
    return found


def listed(work: Derivation, inside: list[Content]) -> list[core.Statement]:
    """Zeros for adjoints of lists into which what comes out is put."""
    out: list[core.Statement] = []
    for own in inside:
        if own.place.rest and own.leaf not in work.live:
            out += materialise(work, own.leaf, own.place.value)
    return out


def cleared(work: Derivation, inside: list[Content]) -> list[core.Statement]:
    """Zeros in a list's adjoint for what the call has replaced without reading it."""
    return [core.Assign(as_target(c.tree(work)), _zero(work, c)) for c in inside if c.place.rest]


def _zero(work: Derivation, part: Content) -> gast.expr:
    """Zeros like a part; a number where the container that it is in is None."""
    tree = zero(value_at(work, part.place), part.primal)
    if isinstance(tree, gast.Constant):
        return tree
    whole = part.primal
    for count in reversed(range(len(part.place.rest))):
        assert isinstance(whole, gast.Subscript | gast.Attribute)
        whole = whole.value
        if value_at(work, replace(part.place, rest=part.place.rest[:count])).optional:
            tree = expression("0.0 if $whole is None else $zeros", whole=whole, zeros=tree)
    return tree
