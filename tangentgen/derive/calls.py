"""The reverse of a call of a user's function: a call of its derived pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import gast

from tangentgen.analysis.defaults import default
from tangentgen.analysis.facts import UserCall
from tangentgen.analysis.sites import origin
from tangentgen.analysis.values import Value, part_keys
from tangentgen.derive.accumulate import adjoint
from tangentgen.derive.call_buffers import Buffers, handed_back, memory_saves
from tangentgen.derive.call_contents import cleared, contents, listed
from tangentgen.derive.call_results import distributed, in_parts, seeds_of
from tangentgen.derive.caller import Caller
from tangentgen.derive.changed import Path, changed_containers, changes, names_at
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.given_again import kept_by
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.places import leaves
from tangentgen.derive.push import Pusher
from tangentgen.derive.shadows import shadow_of
from tangentgen.derive.stems import stem_of
from tangentgen.derive.step import (
    Step,
    around_restore,
    saves,
    shadow_saves,
    take,
    with_replaced,
)
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters, read_names
from tangentgen.language.sweep import Forwarded, Restore, Save, Slot, Sweeps
from tangentgen.source.quote import as_target, copy, expression, name

ANSWER = "ans"
TAKES_ANSWER, TAKES_SAVED = "<ans>", "<saved>"  # no parameter of the callee's is called so


@dataclass(frozen=True)
class Pair:
    """What the caller must know of a derived callee."""

    forward: str | None  # returns (value, saved); None: the primal itself serves
    reverse: str
    takes: tuple[str, ...]  # parameters of the callee, or one of the above, in order
    seeds: tuple[Path, ...]  # paths into the answer
    gives: tuple[Leaf, ...]  # leaves of the callee's parameters, in order
    late: tuple[str, ...] = ()  # parameters whose adjoints the reverse changes in place
    early: tuple[str, ...] = ()  # those whose shadows the forward sweep is given already
    shadows: tuple[Path, ...] = ()  # parts of the answer that come with their shadows
    idle: bool = False  # the reverse has nothing to do
    undoes: bool = True  # whether the reverse puts back some of what the call has written
    holds: bool = True  # whether what is saved may refer to arrays of the caller
    unasked: frozenset[Leaf] = frozenset()  # of `gives`: what may be zero as nothing was asked


def reversible(work: Derivation, call: gast.expr) -> bool:
    """Whether a call has a reverse: of a user's function, active or writing."""
    user = work.facts.user_calls.get(call)
    return user is not None and (work.facts.active(call) or changes(user))


def assigned(work: Derivation, statement: core.Assign | core.Evaluate, context: Context) -> Sweeps:
    """`y = helper(x)` becomes `y, saved = helper_forward(x)`, and its reverse a call as well."""
    call = statement.value
    user = work.facts.user_calls[call]
    target = statement.target if isinstance(statement, core.Assign) else None
    back = handed_back(work, target, user)
    names = [n for n in bound(statement) if n not in back]
    made = _made(work, statement, names)
    same = kept_by(work.facts, statement)
    rebound = [n for n in bound(statement) if n not in same]
    kept, put = saves(work, statement, rebound, context)
    written, unwritten = memory_saves(work, statement, user, context)
    live = [leaf for n in names for leaf in take(work, n)]
    buffers = Buffers(work, user, back)
    inside = contents(work, user)
    if not live and not buffers.live() and not changed_containers(user.callee):
        return Sweeps((*kept, *written, statement), (*put, *unwritten))
    work.live.difference_update(leaf for leaf in live if leaf[0] not in made)
    through = {leaf: own for leaf, own in inside.items() if own.leaf in work.live}
    work.live.difference_update(own.leaf for own in through.values() if own.place.whole)
    seeds = in_parts(seeds_of(work, target, live), user.callee, statement)
    unasked = any([bool(work.taken_masks(leaf, statement)) for leaf in live])
    unasked = unasked or buffers.unasked()
    result = {*work.facts.sites(work.facts.value(call))}
    writes = work.caller.writes or not result.isdisjoint(work.facts.mutated)
    pair = _pair(work, statement, user, seeds, tuple(through), Caller(unasked, writes))
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = target.id if isinstance(target, gast.Name) else None
    first, seeds = buffers.apart(seeds, made)
    arguments, saved = _arguments(work, statement, user, pair, pusher, post)
    arguments += [buffers.tree(p) for p in pair.late]
    arguments += [seeds[path] for path in pair.seeds]
    arguments += [own.tree(work) for own in through.values()]
    reversing = gast.Call(name(pair.reverse), arguments, [])
    body = [*first, *buffers.ready()]
    if not pair.idle:
        given_back = [own for leaf, own in inside.items() if leaf in pair.gives]
        body += listed(work, given_back)
        body += distributed(work, pusher, user, pair, reversing, stem_of(call), inside)
        body += cleared(work, [own for leaf, own in through.items() if leaf not in pair.gives])
    body += buffers.passed_on(pusher)
    forward_statement = _forward(work, statement, user, pair, saved, step, back)
    older, bindings, undone = _rebound(work, statement, context, back)
    after: list[core.Statement] = [*bindings]
    begin: list[core.Statement] = []
    if saved and context.stacked:
        slot = Slot(saved, True)
        after.append(Save(slot, name(saved), False))
        begin.append(Restore(slot, as_target(name(saved))))
    if made:
        bound_beside, before_it = _shadows_made(work, statement, context, made)
        after[len(bindings) : len(bindings)] = bound_beside  # the bindings read older shadows
        at = len(first)
        bars = {adjoint(work, root(each)) for each in made}
        if not pair.idle and any(not bars.isdisjoint(read_names(s)) for s in seeds.values()):
            at = 1 + next(k for k, s in enumerate(body) if _is(s, reversing))
        body = [*body[:at], *before_it, *body[at:]]
    forward = (*step.extra, *kept, *older, *written, *forward_statement, *after)
    if post is None:
        return Sweeps(forward, (*begin, *undone, *put, *body, *unwritten))
    around = around_restore(work, body, put, f"{post}__ans", name(post), post)
    return Sweeps(forward, (*begin, *undone, *around, *unwritten))


def _is(statement: core.Statement, reversing: gast.expr) -> bool:
    return getattr(statement, "value", None) is reversing


def _pair(
    work: Derivation,
    statement: core.Statement,
    user: UserCall,
    seeds: dict[Path, gast.expr],
    through: tuple[Leaf, ...],
    caller: Caller,
) -> Pair:
    wanted = [
        leaf[1]
        for leaf, _ in leaves(root(ANSWER), user.callee.returned, user.callee)
        if leaf[1] in seeds
    ]
    for path in seeds:
        if not _has(user.callee.returned, path):
            raise Unsupported(
                statement.target,  # type: ignore[attr-defined]  # there are no seeds without one
                "the parts of this result",
                "name the result, then its parts",
            )
    pair = work.pair(user, frozenset(wanted), statement in work.restored, through, caller)
    assert isinstance(pair, Pair)
    if pair.undoes or not any(isinstance(s, core.For | core.While) for s in user.callee.tree.body):
        work.undoing.add(statement)
    return pair


def _arguments(
    work: Derivation,
    statement: core.Assign | core.Evaluate,
    user: UserCall,
    pair: Pair,
    pusher: Pusher,
    post: str | None,
) -> tuple[list[gast.expr], str]:
    """What the reverse reads, and the name of what the forward function has saved."""
    arguments: list[gast.expr] = []
    saved = ""
    for taken in pair.takes:
        if taken == TAKES_SAVED:
            saved = work.saved_names.setdefault(statement, work.names.fresh("saved"))
            if pair.holds:
                work.holding.add(saved)
            arguments.append(name(saved))
        elif taken == TAKES_ANSWER:
            if post is None:
                raise Unsupported(
                    getattr(statement, "target", statement.value),
                    "the parts of a result are needed together",
                    "name the result first",
                )
            arguments.append(name(f"{post}__ans"))
        elif taken in user.arguments:
            arguments.append(pusher.reading.read(user.arguments[taken]))
        else:
            arguments.append(default(user, statement.value, taken))
    return arguments, saved


def _forward(
    work: Derivation,
    statement: core.Assign | core.Evaluate,
    user: UserCall,
    pair: Pair,
    saved: str,
    step: Step,
    back: dict[str, str | None],
) -> list[core.Statement]:
    """The statement in the forward sweep: `y, saved = helper_forward(x)`, or as it is."""
    if pair.forward is None:
        return [with_replaced(statement, step.replaced) if step.replaced else statement]
    targets: list[gast.expr] = []
    if isinstance(statement, core.Assign):
        targets.append(copy(statement.target))
    elif user.callee.returned.kind != "none":
        targets.append(as_target(name("_")))
    shadows = {p: n for n, p in _paths(statement, back).items()}
    for path in pair.shadows:
        given = adjoint(work, root(shadows[path])) if path in shadows else "_"
        targets.append(as_target(name(given)))
    if TAKES_SAVED in pair.takes:
        targets.append(as_target(name(saved)))
    arguments = [
        copy(user.arguments[p]) if p in user.arguments else default(user, statement.value, p)
        for p in parameters(user.callee.tree)
    ]
    for parameter in pair.early:
        arguments.append(_handed_in(work, user.arguments[parameter]))
    target = targets[0] if len(targets) == 1 else gast.Tuple(targets, gast.Store())
    made = gast.Call(name(pair.forward), arguments, [])
    primal: core.Statement = statement
    if step.replaced:
        primal = with_replaced(statement, step.replaced)
        made = with_replaced(core.Evaluate(made), step.replaced).value  # type: ignore[attr-defined]  # an Evaluate has one
    forward: core.Statement = Forwarded(target, made, primal=primal, notes=statement.notes)
    none = isinstance(statement, core.Assign) and user.callee.returned.kind == "none"
    if none:
        assert isinstance(statement, core.Assign)
        forward = core.Assign(targets[-1], made, notes=statement.notes)
        return [forward, core.Assign(copy(statement.target), gast.Constant(None, None))]
    return [forward]


def _handed_in(work: Derivation, argument: gast.expr) -> gast.expr:
    """The shadow of an argument, which the callee works on or hands back."""
    tree, alias = shadow_of(work, argument, "")
    if alias is not True:
        what = "a call is given what may be a view of an array that is changed in place"
        raise Unsupported(argument, what, "give the argument a name first")
    return tree


def _paths(statement: core.Statement, back: dict[str, str | None]) -> dict[str, Path]:
    """The path into the answer of each name that is bound to written memory."""
    if not isinstance(statement, core.Assign):
        return {}
    return {part.id: path for path, part in names_at(statement.target) if part.id in back}


def _rebound(
    work: Derivation,
    statement: core.Assign | core.Evaluate,
    context: Context,
    back: dict[str, str | None],
) -> tuple[list[core.Statement], list[core.Statement], list[core.Statement]]:
    """Shadows of names that are bound to written memory: saved, bound beside them, put back."""
    older: list[core.Statement] = []
    made: list[core.Statement] = []
    undone: list[core.Statement] = []
    user = work.facts.user_calls[statement.value]
    bars = {adjoint(work, root(each)) for each in back if each in work.shadows}
    same = kept_by(work.facts, statement)
    for each, parameter in back.items():
        if each not in work.shadows or each in same:
            continue
        bar = adjoint(work, root(each))
        kept, put = shadow_saves(work, statement, [each], context)
        older += kept
        undone += put
        if parameter is not None:
            tree = _handed_in(work, user.arguments[parameter])
            if not bars.isdisjoint({*read_names(tree)} - {bar}):  # `x, y = swapped(x, y)`
                earlier = work.names.fresh(f"{bar}_given")
                older.append(core.Assign(as_target(name(earlier)), tree))
                tree = name(earlier)
            made.append(core.Assign(as_target(name(bar)), tree))
    return older, made, undone


def _made(
    work: Derivation, statement: core.Assign | core.Evaluate, names: list[str]
) -> tuple[str, ...]:
    """The targets that are bound to new arrays, and have shadows."""
    found = tuple(n for n in dict.fromkeys(names) if n in work.shadows)
    if not found or not isinstance(statement, core.Assign):
        return ()
    returned = work.facts.user_calls[statement.value].callee.returned
    here = dict(_with_names(statement.target, work.facts.value(statement.value)))
    there = dict(_with_names(statement.target, returned))
    for each in found:
        value = here.get(each)
        if value is None or value.kind != "array" or names.count(each) > 1:
            break
        # in memory that never holds what a derivative flows through, zeros of its own do as well
        active = work.facts.is_active(value)
        active = active or not value.sites.isdisjoint(work.facts.active_sites)
        if active and any(origin(s) == "site" for s in there[each].sites):
            break  # it may be memory that the callee was given
    else:
        return found
    raise Unsupported(
        statement.target,
        "a call returns an array that is changed in place under two names",
        "copy it: .copy()",
    )


def _with_names(target: gast.expr, value: Value) -> Iterator[tuple[str, Value]]:
    """The names in a target, with what of a value they are bound to."""
    if isinstance(target, gast.Name):
        yield target.id, value
    elif isinstance(target, gast.Tuple) and len(value.items or ()) == len(target.elts):
        for part, item in zip(target.elts, value.items or (), strict=True):
            yield from _with_names(part, item)


def _shadows_made(
    work: Derivation,
    statement: core.Assign | core.Evaluate,
    context: Context,
    targets: tuple[str, ...],
) -> tuple[list[core.Statement], list[core.Statement]]:
    """The shadows of a callee's new arrays, and the older shadows put back."""
    made: list[core.Statement] = []
    undone: list[core.Statement] = []
    for target in targets:
        bar = adjoint(work, root(target))
        kept, put = shadow_saves(work, statement, [target], context)
        made += kept
        undone += put
        zeros = expression("np.zeros_like($x)", x=name(target))
        made.append(core.Assign(as_target(name(bar)), zeros))
    return made, undone


def _has(value: Value, path: Path) -> bool:
    """Whether a path into a result leads somewhere."""
    for kind, key in path:
        if value.items is None or (value.kind == "object") != (kind == "field"):
            return False
        keys = part_keys(value)
        if key not in keys:
            return False
        value = value.items[keys.index(key)]
    return True
