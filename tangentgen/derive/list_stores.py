"""The reverse of assigning an item of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.results import same_shape
from tangentgen.derive.accumulate import gathered, ordered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.list_keys import new_keys
from tangentgen.derive.lists import adjoint_list, place_of_list, push_item
from tangentgen.derive.places import Place
from tangentgen.derive.push import Pusher
from tangentgen.derive.stems import stem_of
from tangentgen.derive.step import Step, around_restore
from tangentgen.derive.trees import reads_name
from tangentgen.derive.unsupported import Unsupported
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.source.quote import as_target, as_value, constant, copy, expression, name

Push = Callable[[Pusher, gast.expr], None]


def stored(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """`xs[i] = e`: the item's adjoint goes to e, and is zero from there on."""
    value = statement.value

    def push(pusher: Pusher, seed: gast.expr) -> None:
        push_item(pusher, work.facts.value(value), seed, value)

    return _written(work, statement, context, value, push)


def augmented(work: Derivation, statement: core.Augment, context: Context) -> Sweeps:
    """`xs[i] op= e` of a number: `xs[i] = xs[i] op e`."""
    whole = work.facts.augmented[statement]

    def push(pusher: Pusher, seed: gast.expr) -> None:
        pusher.push_held(seed, whole)

    return _written(work, statement, context, whole, push)


def _written(
    work: Derivation,
    statement: core.Assign | core.Augment,
    context: Context,
    value: gast.expr,
    push: Push,
) -> Sweeps:
    target = statement.target
    owner, index = target.value, target.slice
    place = place_of_list(work, owner)
    if _reads_items(work, index, work.facts.value(owner).sites):
        raise Unsupported(
            target, "an index that reads the list it writes to", "assign the index to a name first"
        )
    slot = Slot(stem_of(owner), context.stacked)
    save = Save(slot, as_value(target), False)
    put: list[core.Statement] = [Restore(slot, as_target(target))]
    absent: gast.expr | None = None
    new = statement in new_keys(work.facts.tree)
    if work.facts.value(owner).kind == "dict" and not new:  # there may have been none
        save, put, absent = _of_dict(work, slot, target)
    if place.leaf not in work.live or not work.facts.active(owner):
        if new:
            return Sweeps((statement,), (_popped(owner, index),))
        return Sweeps((save, statement), tuple(put))
    if new and isinstance(statement, core.Assign):
        return _entered(work, statement, context, adjoint_list(work, place), push)
    bar = expression("$x[$i]", x=adjoint_list(work, place), i=index)
    return replaced(work, statement, context, (place, bar), value, push, (save, put, absent))


def _popped(owner: gast.expr, key: gast.expr) -> core.Statement:
    return core.Evaluate(expression("$d.pop($k)", d=owner, k=key))


def _entered(
    work: Derivation, statement: core.Assign, context: Context, bar: gast.expr, push: Push
) -> Sweeps:
    """A key that was not there before leaves both dicts again."""
    owner, key = statement.target.value, statement.target.slice
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = pusher.answered(statement.value, stem_of(owner))
    seed = work.names.fresh(f"{stem_of(owner)}_item_bar")
    pusher.unasked.update(work.unasked_part(seed, bar))
    if work.facts.active(statement.value):
        push(pusher, name(seed))
    item = core.Assign(as_target(name(seed)), expression("$x[$k]", x=bar, k=key))
    rest = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), [])]
    entered: list[core.Statement] = []
    if any(reads_name(s, post) for s in rest):
        entered.append(core.Assign(as_target(name(post)), as_value(statement.target)))
    return Sweeps(step.forward(), (item, _popped(bar, key), *entered, _popped(owner, key), *rest))


def _reads_items(work: Derivation, node: gast.AST, sites: frozenset[Any]) -> bool:
    """Whether an expression reads more of a list than its length."""
    match node:
        case gast.Call(func=gast.Name(id="len")):
            return False
    own = isinstance(node, gast.expr) and not work.facts.value(node).sites.isdisjoint(sites)
    return own or any(_reads_items(work, c, sites) for c in gast.iter_child_nodes(node))


def replaced(
    work: Derivation,
    statement: core.Assign | core.Augment,
    context: Context,
    where: tuple[Place, gast.expr],
    value: gast.expr,
    push: Push,
    saved: tuple[Save, list[core.Statement], gast.expr | None],
) -> Sweeps:
    """What a list's adjoint holds for an item goes to the value, and is zero from there on."""
    (place, bar), (save, put, absent) = where, saved
    target = statement.target
    owner = target.value
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = pusher.answered(value, stem_of(owner))
    seed = work.names.fresh(f"{stem_of(owner)}_item_bar")
    pusher.unasked.update(work.unasked_part(seed, bar))
    if work.facts.active(value):
        push(pusher, name(seed))
    body: list[core.Statement] = [core.Assign(as_target(name(seed)), bar)]
    cleared = core.Assign(as_target(bar), _zero(work, target, value, seed, absent))
    rest = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), [])]
    if is_scalar(work.facts.value(target)):
        body = [*body, cleared, *rest]
        around = around_restore(work, body, put, post, as_value(target), place.leaf[0])
        return Sweeps(step.forward(save), around)
    if any(reads_name(s, post) for s in rest):
        body.append(core.Assign(as_target(name(post)), as_value(target)))
    return Sweeps(step.forward(save), (*body, *put, cleared, *rest))


def _of_dict(
    work: Derivation, slot: Slot, target: gast.expr
) -> tuple[Save, list[core.Statement], gast.expr]:
    """The older value of a key, which goes again where there was none; and the test for that."""
    held = work.names.fresh(f"{slot.name}_held")
    absent = expression("$h is None", h=name(held))
    gone = core.Evaluate(expression("$d.pop($k)", d=target.value, k=target.slice))
    back = core.Assign(as_target(target), name(held))
    put: list[core.Statement] = [
        Restore(slot, as_target(name(held))),
        core.If(absent, (gone,), (back,)),
    ]
    save = Save(slot, expression("$d.get($k)", d=target.value, k=target.slice), False)
    return save, put, absent


def _zero(
    work: Derivation, target: gast.expr, value: gast.expr, seed: str, absent: gast.expr | None
) -> gast.expr:
    """Zeros like the item that was there before."""
    item = work.facts.value(target)
    new = work.facts.value(value)
    if item.kind == "array" and same_shape(item, new, work.world):
        return expression("np.zeros_like($x)", x=name(seed))
    zeros = zero(item, as_value(target))
    if absent is None or is_scalar(item):
        return zeros
    return gast.IfExp(copy(absent), constant(None), zeros)
