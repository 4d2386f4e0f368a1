"""The reverse of assigning a section of a list: `xs[1:3] = ys`."""

from __future__ import annotations

import gast

from tangentgen.derive.accumulate import gathered, ordered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.lists import adjoint_list, place_of_list
from tangentgen.derive.places import Place
from tangentgen.derive.stems import stem_of
from tangentgen.derive.step import Step
from tangentgen.derive.unsupported import Unsupported
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.source.quote import as_target, as_value, constant, expression, name


def is_section(work: Derivation, target: gast.expr) -> bool:
    """Whether a target is a section of a list."""
    return isinstance(target, gast.Subscript) and (
        work.facts.value(target.value).kind == "list"
        and work.facts.value(target.slice).kind == "slice"
    )


def stored(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """What stood there is saved; the adjoint of what stands there now goes to the value."""
    target, value = statement.target, statement.value
    owner = target.value
    if target.slice.step is not None:
        raise Unsupported(target, "a section of a list with a step", "assign item by item")
    place = place_of_list(work, owner)
    if target.slice.lower is None and target.slice.upper is None:
        return _all(work, statement, context, place)
    slot, count = Slot(stem_of(owner), context.stacked), Slot("length", context.stacked)
    old, length = work.names.fresh(f"{stem_of(owner)}_items"), work.names.fresh("length")
    start, kept, put = _start(work, target, context)
    kept += [
        Save(count, expression("len($x)", x=owner), False),
        Save(slot, as_value(target), False),
    ]
    put += [Restore(slot, as_target(name(old))), Restore(count, as_target(name(length)))]
    # as many items as the section has now
    now = expression("$s + len($x) - $n + len($o)", s=start, x=owner, n=name(length), o=name(old))
    end = work.names.fresh("end")
    put.append(core.Assign(as_target(name(end)), now))
    section = expression("$x[$s:$e]", x=owner, s=start, e=name(end))
    undo = core.Assign(as_target(section), name(old))
    if place.leaf not in work.live or not work.facts.active(owner):
        return Sweeps((*kept, statement), (*put, undo))
    bar = adjoint_list(work, place)
    part = expression("$x[$s:$e]", x=bar, s=start, e=name(end))
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    given = work.names.fresh(f"{stem_of(owner)}_part_bar")
    pusher.unasked.update(work.unasked_part(given, bar))
    zeros = zero(work.facts.value(owner), name(old))
    put += [
        core.Assign(as_target(name(given)), part),
        core.Assign(as_target(part), zeros),
        undo,
    ]
    if work.facts.active(value):
        pusher.push_list(name(given), value)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), [])]
    return Sweeps(step.forward(*kept), (*put, *body))


def _all(work: Derivation, statement: core.Assign, context: Context, place: Place) -> Sweeps:
    """`xs[:] = ys`."""
    target, value = statement.target, statement.value
    owner = target.value
    slot = Slot(stem_of(owner), context.stacked)
    old = work.names.fresh(f"{stem_of(owner)}_items")
    save, put = Save(slot, as_value(target), False), Restore(slot, as_target(name(old)))
    undo = core.Assign(as_target(target), name(old))
    if place.leaf not in work.live or not work.facts.active(owner):
        return Sweeps((save, statement), (put, undo))
    bar = expression("$x[:]", x=adjoint_list(work, place))
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    given = work.names.fresh(f"{stem_of(owner)}_part_bar")
    pusher.unasked.update(work.unasked_part(given, bar))
    first = [
        put,
        core.Assign(as_target(name(given)), bar),
        core.Assign(as_target(bar), zero(work.facts.value(owner), name(old))),
        undo,
    ]
    if work.facts.active(value):
        pusher.push_list(name(given), value)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), [])]
    return Sweeps(step.forward(save), (*first, *body))


def _start(
    work: Derivation, target: gast.expr, context: Context
) -> tuple[gast.expr, list[core.Statement], list[core.Statement]]:
    """Where the section begins: saved where the program alone knows."""
    lower = target.slice.lower
    if lower is None or (isinstance(lower, gast.Constant) and lower.value == 0):
        return constant(0), [], []
    slot = Slot("start", context.stacked)
    given = work.names.fresh("start")
    found = expression("slice($a, None).indices(len($x))[0]", a=lower, x=target.value)
    return name(given), [Save(slot, found, False)], [Restore(slot, as_target(name(given)))]
