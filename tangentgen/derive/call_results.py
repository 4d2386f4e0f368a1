"""What goes into the reverse of a call and what comes out: seeds, and gradients of arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.derive.accumulate import adjoint, gathered, ordered
from tangentgen.derive.bare import may_be_none, noted
from tangentgen.derive.call_contents import Content, accessors
from tangentgen.derive.changed import Path
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.names import stem as named
from tangentgen.derive.places import Place, held_expression, leaves, place_of
from tangentgen.derive.push import Pusher
from tangentgen.derive.seeds import Contribution, Seed
from tangentgen.derive.unasked import BY_ITSELF
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.walk import all_names
from tangentgen.source.quote import as_target, name

if TYPE_CHECKING:
    from tangentgen.derive.calls import Pair


def seeds_of(work: Derivation, target: gast.expr | None, live: list[Leaf]) -> dict[Path, gast.expr]:
    """The adjoints of a call's results, by their paths into the answer."""
    found: dict[Path, gast.expr] = {}
    if target is None:
        return found
    if isinstance(target, gast.Name):
        for leaf in live:
            if leaf[0] == target.id:
                found[leaf[1]] = name(adjoint(work, leaf))
        return found
    for k, part in enumerate(target.elts):
        names = {n.id for n in all_names(part)}
        inner = seeds_of(work, part, [leaf for leaf in live if leaf[0] in names])
        for path, tree in inner.items():
            found[(("item", k), *path)] = tree
    return found


def in_parts(
    seeds: dict[Path, gast.expr], callee: Analysis, statement: core.Statement
) -> dict[Path, gast.expr]:
    """The seeds of a callee's own leaves: what is a list here may be known part by part there."""
    own = [leaf[1] for leaf, _ in leaves(root("ans"), callee.returned, callee)]
    found: dict[Path, gast.expr] = {}
    for path, tree in seeds.items():
        if path in own:
            found[path] = tree
            continue
        if any(path[: len(whole)] == whole for whole in own):
            raise Unsupported(
                statement.target,  # type: ignore[attr-defined]  # there are no seeds without one
                "a part of a result that is a list of unknown length",
                "name the result first",
            )
        parts = [inner for inner in own if inner[: len(path)] == path]
        if len({len(inner) for inner in parts}) > 1:
            raise Unsupported(
                statement.target,  # type: ignore[attr-defined]  # there are no seeds without one
                "a container of values of different kinds, reached by what only the program knows",
                "use two names",
            )
        for inner in parts:
            found[inner] = held_expression(inner[len(path) :], tree)
    return found


def distributed(
    work: Derivation,
    pusher: Pusher,
    user: UserCall,
    pair: Pair,
    reversing: gast.expr,
    stem: str,
    inside: dict[Leaf, Content],
) -> list[core.Statement]:
    """The call's results, straight to adjoints that hold nothing yet, or added to the others."""
    from tangentgen.derive.control import leaf_value

    before = list(pusher.before)
    pusher.before.clear()
    targets: list[gast.expr] = []
    direct: list[Leaf] = []
    found_leaves: list[Leaf] = []
    later: list[tuple[Leaf, str]] = []
    for leaf in pair.gives:
        argument = user.arguments.get(leaf[0])
        place = place_of(work.facts, argument) if argument is not None else None
        if leaf in inside and inside[leaf].place.rest:
            targets.append(inside[leaf].tree(work))
            continue
        if place is not None and place.whole:
            own: Leaf = (place.leaf[0], (*place.leaf[1], *leaf[1]))
            if (
                own not in work.live
                and own not in direct
                and own[0] not in work.shadows
                and own not in found_leaves
            ):
                targets.append(name(adjoint(work, own)))
                direct.append(own)
                work.begins(own)
                if leaf in pair.unasked:
                    work.unasked.add(own)
                noted(work, own, leaf_value(work, own), may_be_none(work, own))
                continue
            found_leaves.append(own)
        temporary = work.names.fresh(f"{named(leaf)}_bar")
        targets.append(name(temporary))
        later.append((leaf, temporary))
    work.live.update(direct)
    out: list[core.Statement] = [*before, _called(targets, reversing)]
    built: dict[str, dict[Path, gast.expr]] = {}  # seeds of structures that the call makes
    for leaf, temporary in later:
        argument = user.arguments.get(leaf[0])
        if argument is None:
            continue
        place = place_of(work.facts, argument)
        masks = BY_ITSELF if leaf in pair.unasked else ()
        if leaf[1] and place is None:
            built.setdefault(leaf[0], {})[leaf[1]] = name(temporary)
            continue
        if leaf[1]:
            assert place is not None
            if place.rest:  # an item of a list: its parts are sections of the list's adjoint
                rest = (*place.rest, *accessors(leaf[1]))
                found = Place(place.leaf, place.value, rest)
            else:
                own = (place.leaf[0], (*place.leaf[1], *leaf[1]))
                found = Place(own, leaf_value(work, own))
            full = not may_be_none(work, found.leaf)
            pusher.found.append(Contribution(found, name(temporary), full, masks))
        else:
            full = not work.facts.value(argument).optional
            pusher.push(Seed(name(temporary), full, masks), argument)
    for leaf, temporary in later:
        if leaf in pair.unasked:
            pusher.unasked[temporary] = BY_ITSELF
    for parameter, seeds in built.items():
        pusher.structure(lambda path, s=seeds: s.get(tuple(path)), user.arguments[parameter])  # type: ignore[misc]  # the default binds the loop's value
    out += pusher.before
    pusher.before.clear()
    return [*out, *ordered(work, gathered(work, pusher.found, pusher.before), [])]


def _called(targets: list[gast.expr], reversing: gast.expr) -> core.Statement:
    if not targets:
        return core.Evaluate(reversing)
    if len(targets) == 1:
        return core.Assign(as_target(targets[0]), reversing)
    whole = gast.Tuple([as_target(t) for t in targets], gast.Store())
    return core.Assign(whole, reversing)
