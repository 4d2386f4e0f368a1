"""The reverse of `a, b = e`: the adjoints of the parts are the parts of the adjoint."""

from __future__ import annotations

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, part_keys
from tangentgen.derive import shadows
from tangentgen.derive.accumulate import adjoint, gathered, ordered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.exchanged import changed_back
from tangentgen.derive.names import Leaf
from tangentgen.derive.push import Pusher, Seed
from tangentgen.derive.step import Step, saves, take
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound, target_names
from tangentgen.language.sweep import Sweeps
from tangentgen.source.quote import copy, expression, name


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
    value = work.facts.value(statement.value)
    if value.items is not None:
        _from_structure(work, pusher, statement, value, seeds)
    else:
        parts = [seeds.get((k,)) for k in range(len(statement.target.elts))]
        _from_array(work, pusher, statement, parts)
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


def _from_array(
    work: Derivation, pusher: Pusher, statement: core.Assign, parts: list[gast.expr | None]
) -> None:
    """`x, y = z` of an array z: its adjoint is the array of the parts' adjoints."""
    value = work.facts.value(statement.value)
    if value.kind not in ("array", "list"):
        raise Unsupported(
            statement.value, "a value that is not known to be a sequence is unpacked", "give like="
        )
    filled_in: list[gast.expr] = []
    for part, target in zip(parts, statement.target.elts, strict=True):
        if part is not None:
            filled_in.append(part)
        elif is_scalar(work.facts.value(target)):
            filled_in.append(gast.Constant(0.0, None))
        elif isinstance(target, gast.Name):
            filled_in.append(expression("np.zeros_like($x)", x=name(target.id)))
        else:
            raise Unsupported(target, "parts of parts that nobody reads", "unpack it step by step")

    whole = gast.List([copy(p) for p in filled_in], gast.Load())
    if value.kind == "array":
        form = "np.array($x)" if value.rank == 1 else "np.stack($x)"
        pusher.push(Seed(expression(form, x=whole)), statement.value)
    else:
        pusher.push(Seed(whole), statement.value)
