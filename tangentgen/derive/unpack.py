"""The reverse of `a, b = e`: the adjoints of the parts are the parts of the adjoint."""

from __future__ import annotations

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, part_keys
from tangentgen.derive import shadows
from tangentgen.derive.accumulate import adjoint, gathered, ordered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.exchanged import changed_back
from tangentgen.derive.list_values import assembled
from tangentgen.derive.names import Leaf
from tangentgen.derive.push import Pusher
from tangentgen.derive.seeds import Seed
from tangentgen.derive.step import Step, saves, take
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound, target_names
from tangentgen.language.sweep import Sweeps
from tangentgen.source.quote import constant, copy, expression, name


def unpacked(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """`a, b = e`: the adjoints of the parts are the parts of the adjoint."""
    names = list(bound(statement))
    kept, put = saves(work, statement, names, context)
    if work.optimize and len(kept) == len(names) and isinstance(statement.value, gast.Tuple):
        back = changed_back(statement.target.elts, statement.value.elts)
        kept, put = ([], [back]) if back is not None else (kept, put)
    if any(n in work.shadows for n in names):
        return shadows.unpacked(work, statement, context, kept, put)
    live = [leaf for n in names for leaf in take(work, n)]
    if not live:
        return Sweeps((*kept, statement), tuple(put))
    work.live.difference_update(live)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    seeds: dict[tuple[object, ...], gast.expr] = {}
    _targets(work, statement.target, (), live, seeds)
    pusher.unasked.update(work.unasked_of(live, statement))
    value = work.facts.value(statement.value)
    if value.items is not None:
        _from_structure(work, pusher, statement, value, seeds)
    else:
        _from_sequence(work, pusher, statement, seeds)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), live)]
    return Sweeps(step.forward(*kept), (*put, *body))


def _from_structure(
    work: Derivation,
    pusher: Pusher,
    statement: core.Assign,
    value: Value,
    seeds: dict[tuple[object, ...], gast.expr],
) -> None:
    """Seeds by position for the parts of a tuple, a list or a named tuple."""
    asked: set[tuple[object, ...]] = set()

    def part(path: tuple[tuple[str, object], ...]) -> gast.expr | None:
        found = positions(value, [key for _, key in path])
        asked.add(found)
        return seeds.get(found)

    pusher.structure(part, statement.value)
    for where in seeds:
        inner = value
        for position in where:
            items = inner.items or ()
            if not isinstance(position, int) or position >= len(items):
                break
            inner = items[position]
        if where not in asked and work.facts.is_active(inner):
            raise Unsupported(statement.value, "parts of this value", "unpack it step by step")


def positions(value: Value, keys: list[object]) -> tuple[object, ...]:
    """A path of keys, fields and positions as positions only."""
    found: list[object] = []
    for key in keys:
        position = part_keys(value).index(key)
        found.append(position)
        value = (value.items or ())[position]
    return tuple(found)


def _targets(
    work: Derivation,
    target: gast.expr,
    path: tuple[object, ...],
    live: list[Leaf],
    seeds: dict[tuple[object, ...], gast.expr],
) -> None:
    if isinstance(target, gast.Name):
        given = work.facts.value(target)
        for leaf in live:
            if leaf[0] == target.id and given.kind != "none":
                inner = positions(given, [k for _, k in leaf[1]])
                seeds[(*path, *inner)] = name(adjoint(work, leaf))
    elif isinstance(target, gast.Tuple | gast.List):
        for k, part in enumerate(target.elts):
            again = {n for later in target.elts[k + 1 :] for n in target_names(later)}
            if not (isinstance(part, gast.Name) and part.id in again):  # the last one counts
                _targets(work, part, (*path, k), live, seeds)
    else:
        raise Unsupported(
            target, "an element is assigned by unpacking", "assign on a line of its own"
        )


def _from_sequence(
    work: Derivation,
    pusher: Pusher,
    statement: core.Assign,
    seeds: dict[tuple[object, ...], gast.expr],
) -> None:
    """`x, y = z` of an array or a list z: its adjoint is made of the parts' adjoints."""
    value = work.facts.value(statement.value)
    if value.kind not in ("array", "list"):
        raise Unsupported(
            statement.value, "a value that is not known to be a sequence is unpacked", "give like="
        )
    targets = statement.target.elts
    if value.kind == "list":
        parts = [
            _item(work, pusher, statement.value, t, (k,), seeds, value.element)
            for k, t in enumerate(targets)
        ]
        pusher.push(Seed(gast.List(parts, gast.Load())), statement.value)
        return
    if any(isinstance(t, gast.Tuple | gast.List) for t in targets):
        raise Unsupported(statement.value, "the rows of rows", "unpack it step by step")
    given = [seeds.get((k,)) for k in range(len(targets))]
    row = next(seed for seed in given if seed is not None)
    scalar = is_scalar(work.facts.value(targets[0]))
    unread = constant(0.0) if scalar else expression("np.zeros_like($x)", x=row)
    whole = gast.List([copy(g) if g is not None else copy(unread) for g in given], gast.Load())
    form = "np.array($x)" if value.rank == 1 else "np.stack($x)"
    pusher.push(Seed(expression(form, x=whole)), statement.value)


def _item(
    work: Derivation,
    pusher: Pusher,
    owner: gast.expr,
    target: gast.expr,
    path: tuple[int, ...],
    seeds: dict[tuple[object, ...], gast.expr],
    held: Value | None,
) -> gast.expr:
    """The adjoint of an item of a list, as its target has it; zeros of what nobody reads.

    They are like the item itself: in the reverse sweep its name may hold what it held before.
    """
    if isinstance(target, gast.Tuple | gast.List):
        items = held.items if held is not None else None
        if held is None or items is None or len(items) != len(target.elts):
            raise Unsupported(target, "parts of an unknown number", "unpack it step by step")
        inner = [
            _item(work, pusher, owner, t, (*path, k), seeds, items[k])
            for k, t in enumerate(target.elts)
        ]
        if held.kind in ("dict", "object"):
            return gast.Dict([constant(k) for k in held.keys], inner)
        return gast.List(inner, gast.Load())
    value = work.facts.value(target)

    def part(inside: tuple[tuple[str, object], ...]) -> gast.expr | None:
        found = seeds.get((*path, *positions(value, [key for _, key in inside])))
        return copy(found) if found is not None else None

    place = owner
    for k in path:
        place = gast.Subscript(place, constant(k), gast.Load())
    work.facts.values[place] = value
    return assembled(pusher, part, place, value, ())
