"""The reverse of a call of a user's function: a call of its derived pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gast

from tangentgen.analysis.defaults import default
from tangentgen.analysis.facts import UserCall
from tangentgen.analysis.values import Value, part_keys
from tangentgen.derive.accumulate import adjoint, gathered, ordered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.places import leaves, place_of
from tangentgen.derive.push import Pusher, Seed, stem_of
from tangentgen.derive.step import Step, around_restore, saves, take, with_replaced
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, copy, expression, name

ANSWER = "ans"
TAKES_ANSWER, TAKES_SAVED = "<ans>", "<saved>"  # no parameter of the callee's is called so


@dataclass(frozen=True)
class Pair:
    """What the caller must know of a derived callee."""

    forward: str | None  # returns (value, saved); None: the primal itself serves
    reverse: str
    takes: tuple[str, ...]  # parameters of the callee, or one of the above, in order
    seeds: tuple[tuple[tuple[str, object], ...], ...]  # paths into the answer
    gives: tuple[Leaf, ...]  # leaves of the callee's parameters, in order


def assigned(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """`y = helper(x)` becomes `y, saved = helper_forward(x)`, and its reverse a call as well."""
    call = statement.value
    user = work.facts.user_calls[call]
    names = list(bound(statement))
    if isinstance(statement.target, gast.Subscript):
        raise Unsupported(
            statement.target, "a call whose result is stored in place", "assign it to a name first"
        )
    shadow = _shadow(work, statement, names)
    kept, put = saves(work, statement, names, context)
    live = [leaf for n in names for leaf in take(work, n)]
    if not live:
        return Sweeps((*kept, statement), tuple(put))
    work.live.difference_update(leaf for leaf in live if leaf[0] != shadow)
    seeds = _seeds(work, statement.target, live)
    wanted = [
        leaf[1]
        for leaf, _ in leaves(root(ANSWER), user.callee.returned, user.callee)
        if leaf[1] in seeds
    ]
    for path in seeds:
        if not _has(user.callee.returned, path):
            raise Unsupported(
                statement.target, "the parts of this result", "name the result, then its parts"
            )
    pair = work.pair(user, frozenset(wanted))
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = _answer_name(statement.target)
    arguments: list[gast.expr] = []
    saved = ""
    for taken in pair.takes:
        if taken == TAKES_SAVED:
            saved = work.saved_names.setdefault(statement, work.names.fresh("saved"))
            arguments.append(name(saved))
        elif taken == TAKES_ANSWER:
            if post is None:
                raise Unsupported(
                    statement.target,
                    "the parts of a result are needed together",
                    "name the result first",
                )
            arguments.append(name(f"{post}__ans"))
        elif taken in user.arguments:
            arguments.append(pusher.reading.read(user.arguments[taken]))
        else:
            arguments.append(default(user, call, taken))
    arguments += [seeds[path] for path in pair.seeds]
    reversing = gast.Call(name(pair.reverse), arguments, [])
    body = _distributed(work, pusher, user, pair, reversing, live, stem_of(call))
    forward_statement: core.Statement = statement
    if pair.forward is not None:
        target = gast.Tuple([copy(statement.target), as_target(name(saved))], gast.Store())
        ordered_args = [
            copy(user.arguments[p]) if p in user.arguments else default(user, call, p)
            for p in parameters(user.callee.tree)
        ]
        new_call = gast.Call(name(pair.forward), ordered_args, [])
        forward_statement = core.Assign(target, new_call, notes=statement.notes)
        if step.replaced:
            forward_statement = with_replaced(forward_statement, step.replaced)
    elif step.replaced:
        forward_statement = with_replaced(statement, step.replaced)
    after: list[core.Statement] = []
    first: list[core.Statement] = []
    if saved and context.stacked:
        slot = Slot(saved, True)
        after.append(Save(slot, name(saved), False))
        first.append(Restore(slot, as_target(name(saved))))
    if shadow is not None:
        made, undone = _shadow_made(work, statement, context, shadow)
        after = [*made, *after]
        at = next(k for k, s in enumerate(body) if getattr(s, "value", None) is reversing)
        body = [*body[: at + 1], *undone, *body[at + 1 :]]
    forward = (*step.extra, *kept, forward_statement, *after)
    if post is None:
        return Sweeps(forward, (*first, *put, *body))
    around = around_restore(work, body, put, f"{post}__ans", name(post), post)
    return Sweeps(forward, (*first, *around))


def _shadow(work: Derivation, statement: core.Assign, names: list[str]) -> str | None:
    """The target, where it is an array of its own that has a shadow."""
    found = [n for n in names if n in work.shadows]
    if not found:
        return None
    value = work.facts.value(statement.value)
    if (
        not isinstance(statement.target, gast.Name)
        or value.kind != "array"
        or _aliases(work, statement)
    ):
        raise Unsupported(
            statement.target,
            "a call returns an array that is changed in place under two names",
            "copy it: .copy()",
        )
    return found[0]


def _aliases(work: Derivation, statement: core.Assign) -> bool:
    """Whether the callee may return memory that it was given."""
    callee = work.facts.user_calls[statement.value].callee
    return any(isinstance(s, tuple) and s[0] == "site" for s in callee.sites(callee.returned))


def _shadow_made(
    work: Derivation, statement: core.Assign, context: Context, target: str
) -> tuple[list[core.Statement], list[core.Statement]]:
    """The shadow of a callee's new array, and the older shadow put back."""
    bar = adjoint(work, root(target))
    made: list[core.Statement] = []
    undone: list[core.Statement] = []
    if target in work.tables.maybe.get(statement, frozenset()):
        slot = Slot(bar, context.stacked)
        made.append(Save(slot, name(bar), False))
        undone.append(Restore(slot, as_target(name(bar))))
    made.append(core.Assign(as_target(name(bar)), expression("np.zeros_like($x)", x=name(target))))
    return made, undone


def _has(value: Value, path: tuple[tuple[str, object], ...]) -> bool:
    """Whether a path into a result leads somewhere."""
    for kind, key in path:
        if value.items is None or (value.kind == "object") != (kind == "field"):
            return False
        keys = part_keys(value)
        if key not in keys:
            return False
        value = value.items[keys.index(key)]
    return True


def _answer_name(target: gast.expr) -> str | None:
    return target.id if isinstance(target, gast.Name) else None


def _seeds(
    work: Derivation, target: gast.expr, live: list[Leaf]
) -> dict[tuple[tuple[str, object], ...], gast.expr]:
    found: dict[tuple[tuple[str, object], ...], gast.expr] = {}
    if isinstance(target, gast.Name):
        for leaf in live:
            found[leaf[1]] = name(adjoint(work, leaf))
        return found
    for k, part in enumerate(target.elts):
        for path, tree in _seeds(
            work, part, [leaf for leaf in live if leaf[0] in set(_names(part))]
        ).items():
            found[(("item", k), *path)] = tree
    return found


def _names(target: gast.expr) -> list[str]:
    return [n.id for n in walk(target) if isinstance(n, gast.Name)]


def _distributed(
    work: Derivation,
    pusher: Pusher,
    user: UserCall,
    pair: Pair,
    reversing: gast.expr,
    live: list[Leaf],
    stem: str,
) -> list[core.Statement]:
    """The call's results, straight to adjoints that hold nothing yet, or added to the others."""
    before = list(pusher.before)
    pusher.before.clear()
    targets: list[str] = []
    direct: list[Leaf] = []
    found_leaves: list[Leaf] = []
    later: list[tuple[Leaf, str]] = []
    consumed = {adjoint(work, leaf) for leaf in live}
    for leaf in pair.gives:
        argument = user.arguments.get(leaf[0])
        place = place_of(work.facts, argument) if argument is not None else None
        if place is not None and place.whole:
            own: Leaf = (place.leaf[0], (*place.leaf[1], *leaf[1]))
            if (
                own not in work.live
                and own not in direct
                and own[0] not in work.shadows
                and own not in found_leaves
            ):
                targets.append(adjoint(work, own))
                direct.append(own)
                continue
            found_leaves.append(own)
        temporary = work.names.fresh(_stem(leaf, stem))
        targets.append(temporary)
        later.append((leaf, temporary))
    del consumed
    target: gast.expr
    if len(targets) == 1:
        target = as_target(name(targets[0]))
    else:
        target = gast.Tuple([as_target(name(t)) for t in targets], gast.Store())
    work.live.update(direct)
    out: list[core.Statement] = [*before, core.Assign(target, reversing)]
    built: dict[str, dict[Any, gast.expr]] = {}  # seeds of structures that the call makes
    for leaf, temporary in later:
        argument = user.arguments.get(leaf[0])
        if argument is None:
            continue
        if leaf[1] and place_of(work.facts, argument) is None:
            built.setdefault(leaf[0], {})[leaf[1]] = name(temporary)
            continue
        if leaf[1]:
            place = place_of(work.facts, argument)
            assert place is not None
            from tangentgen.derive.control import leaf_value
            from tangentgen.derive.places import Place
            from tangentgen.derive.push import Contribution

            own = (place.leaf[0], (*place.leaf[1], *leaf[1]))
            pusher.found.append(
                Contribution(Place(own, leaf_value(work, own)), name(temporary), True)
            )
        else:
            pusher.push(Seed(name(temporary)), argument)
    for parameter, seeds in built.items():
        pusher.structure(lambda path, s=seeds: s.get(tuple(path)), user.arguments[parameter])  # type: ignore[misc]  # the default binds the loop's value
    out += pusher.before
    pusher.before.clear()
    return [*out, *ordered(work, gathered(work, pusher.found), [])]


def _stem(leaf: Leaf, stem: str) -> str:
    from tangentgen.derive.names import stem as named

    return f"{named(leaf)}_bar"
