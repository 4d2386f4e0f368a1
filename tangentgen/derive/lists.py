"""The reverse of changing a list: its adjoint is a list that runs parallel to it.

What was appended last comes off both lists first. The primal's list is brought back step by
step, by doing the opposite of what was done, so the forward sweep saves nothing of it.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.values import Value, part_keys
from tangentgen.analysis.writing_calls import reads
from tangentgen.derive import shadow_stacks
from tangentgen.derive.accumulate import adjoint, gathered, materialise, ordered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.control import leaf_value
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import Place, held_expression, leaf_expression, place_of, select
from tangentgen.derive.push import Pusher
from tangentgen.derive.seeds import Seed
from tangentgen.derive.stems import stem_of
from tangentgen.derive.step import Step, around_restore, saves, take
from tangentgen.derive.unsupported import Unsupported
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.source.quote import as_target, as_value, constant, expression, name


def place_of_list(work: Derivation, owner: gast.expr) -> Place:
    place = place_of(work.facts, owner)
    if place is None:
        raise Unsupported(owner, "a list that has no name is changed", "give it a name first")
    return place


def adjoint_list(work: Derivation, place: Place) -> gast.expr:
    return select(name(adjoint(work, place.leaf)), place.rest)


def changed(work: Derivation, statement: core.Evaluate, context: Context) -> Sweeps:
    """`xs.append(e)` and the other methods whose result is not used."""
    call = statement.value
    method = work.facts.list_calls[call].name
    owner = work.facts.list_calls[call].owner
    if isinstance(owner, gast.Name) and owner.id in work.stacks:
        if method == "pop":
            return shadow_stacks.dropped(work, statement, context)
        if isinstance(call.args[0], gast.Name):
            return shadow_stacks.put_on(work, statement)
        bars = shadow_stacks.bars_of(work, owner.id)
        sweeps = _put_in(work, statement, context, bars, call.args[0], "$x.pop()")
        beside = shadow_stacks.zeros_on(work, statement)
        return Sweeps((*sweeps.forward, beside), sweeps.reverse)
    place = place_of_list(work, owner)
    live = place.leaf in work.live and work.facts.active(owner)
    live = live and work.facts.value(owner).items is None
    bar = adjoint_list(work, place) if live else None
    match method:
        case "append":
            return _put_in(work, statement, context, bar, call.args[0], "$x.pop()")
        case "insert":
            index = _position(call.args[0], owner, "len($x) - 1")
            return _put_in(work, statement, context, bar, call.args[1], "$x.pop($i)", index)
        case "extend":
            return _extended(work, statement, context, bar, owner, call.args[0])
        case "reverse":
            both = [owner, *([bar] if bar is not None else [])]
            undo = [core.Evaluate(expression("$x.reverse()", x=x)) for x in both]
            return Sweeps((statement,), tuple(undo))
        case "pop":
            return _dropped(work, statement, context, bar, call, owner)
    return _cleared(work, statement, context, bar, owner, place)


def _position(index: gast.expr, owner: gast.expr, length: str) -> gast.expr | None:
    """The place of an item that `insert` has put or `pop` has taken, from the front."""
    match index:
        case gast.Constant(value=int() as known) if known == 0:
            return constant(known)
    bounds = expression(f"slice($i, None).indices({length})[0]", i=index, x=owner)
    return bounds


def _put_in(
    work: Derivation,
    statement: core.Evaluate,
    context: Context,
    bar: gast.expr | None,
    value: gast.expr,
    form: str,
    index: gast.expr | None = None,
) -> Sweeps:
    given = {"i": index} if index is not None else {}
    owner = work.facts.list_calls[statement.value].owner
    taken = expression(form, x=owner, **given)
    built = statement in work.building()
    gone: list[core.Statement] = [] if built else [core.Evaluate(taken)]
    if bar is None:
        return Sweeps((statement,), tuple(gone))
    seed = expression(form, x=bar, **given)
    if not work.facts.active(value):
        return Sweeps((statement,), (core.Evaluate(seed), *gone))
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = work.names.fresh(f"{stem_of(owner)}_last")
    pusher.reading.answers[value] = name(post)
    item = work.names.fresh(f"{stem_of(value)}_bar")
    pusher.unasked.update(work.unasked_part(item, bar))
    push_item(pusher, work.facts.value(value), name(item), value)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), [])]
    first: list[core.Statement] = [core.Assign(as_target(name(item)), seed)]
    if any(_reads(s, post) for s in body):
        gone = [core.Assign(as_target(name(post)), taken)]
    else:
        work.names.taken.discard(post)
    return Sweeps(step.forward(), (*first, *gone, *body))


def _reads(statement: core.Statement, wanted: str) -> bool:
    from tangentgen.derive.trees import reads_name

    return reads_name(statement, wanted)


def push_item(pusher: Pusher, value: Value, seed: gast.expr, node: gast.expr) -> None:
    """The adjoint of an item goes to what the item was made of."""
    if value.items is not None:
        pusher.structure(lambda path: held_expression(path, seed), node)
    else:
        pusher.push_held(seed, node)


def _extended(
    work: Derivation,
    statement: core.Statement,
    context: Context,
    bar: gast.expr | None,
    owner: gast.expr,
    values: gast.expr,
) -> Sweeps:
    """`xs.extend(ys)` and `xs += ys`."""
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    count = _count(values)
    more = pusher.reading.read(values) if count is None else constant(count)
    if pusher.before or _is_same(work, owner, values):  # it would be counted once it is longer
        raise Unsupported(
            values,
            "a list is extended by what has no name",
            "name it first: more = ...; xs += more",
        )
    tail = "$x[len($x) - len($y) :]" if count is None else "$x[-$y:]"
    undo = core.Assign(as_target(expression(tail, x=owner, y=more)), gast.List([], gast.Load()))
    if bar is None:
        return Sweeps(step.forward(), (undo,))
    kept: list[core.Statement] = []
    if work.facts.active(values):
        given = work.names.fresh(f"{stem_of(values)}_bar")
        pusher.unasked.update(work.unasked_part(given, bar))
        kept = [core.Assign(as_target(name(given)), expression(tail, x=bar, y=more))]
        pusher.push(Seed(name(given)), values)
    cut = core.Assign(as_target(expression(tail, x=bar, y=more)), gast.List([], gast.Load()))
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), [])]
    return Sweeps(step.forward(), (*kept, cut, undo, *body))


def _is_same(work: Derivation, owner: gast.expr, values: gast.expr) -> bool:
    """Whether a list is extended by itself, or by a part of itself."""
    sites = work.facts.value(owner).sites
    return not isinstance(values, gast.List | gast.Tuple) and reads(work.facts, values, sites)


def _count(values: gast.expr) -> int | None:
    """How many items are written there; None where that is not known, or where there are none."""
    match values:
        case gast.List(elts=items) | gast.Tuple(elts=items):
            starred = any(isinstance(item, gast.Starred) for item in items)
            return len(items) or None if not starred else None
    return None


def augmented(work: Derivation, statement: core.Augment, context: Context) -> Sweeps:
    """`xs += ys`."""
    owner = as_value(statement.target)
    work.facts.values[owner] = work.facts.value(statement.target)
    place = place_of_list(work, owner)
    live = place.leaf in work.live
    bar = adjoint_list(work, place) if live else None
    return _extended(work, statement, context, bar, owner, statement.value)


def _dropped(
    work: Derivation,
    statement: core.Statement,
    context: Context,
    bar: gast.expr | None,
    call: gast.Call,
    owner: gast.expr,
) -> Sweeps:
    """`xs.pop()` whose result nobody wants."""
    index = call.args[0] if call.args else constant(-1)
    if work.facts.value(owner).kind == "dict":
        return _deleted(work, statement, context, bar, owner, index)
    element = expression("$x[$i]", x=owner, i=index)
    slot = Slot(stem_of(owner), context.stacked)
    item = work.names.fresh(f"{stem_of(owner)}_item")
    put = Restore(slot, as_target(name(item)))
    body: list[core.Statement] = [core.Evaluate(_put_back(owner, call, name(item)))]
    if bar is not None:
        value = work.facts.value(call)
        body.append(core.Evaluate(_put_back(owner, call, zero(value, name(item)), bar)))
    return Sweeps((Save(slot, element, False), statement), (put, *body))


def _deleted(
    work: Derivation,
    statement: core.Statement,
    context: Context,
    bar: gast.expr | None,
    owner: gast.expr,
    key: gast.expr,
) -> Sweeps:
    """`del d[k]`."""
    slot = Slot(stem_of(owner), context.stacked)
    held = expression("$d[$k]", d=owner, k=key)
    body: list[core.Statement] = [Restore(slot, as_target(held))]
    value = work.facts.value(owner)
    if bar is not None and value.element is not None:
        target = as_target(expression("$d[$k]", d=bar, k=key))
        body.append(core.Assign(target, zero(value.element, held)))
    kept: tuple[core.Statement, ...] = (Save(slot, held, False),)
    if work.facts.active(owner) and work.keys_in_order():
        saved, put = _in_old_order(work, context, owner)
        kept, body = (*kept, saved), [*body, *put]
    return Sweeps((*kept, statement), tuple(body))


def _in_old_order(work: Derivation, context: Context, owner: gast.expr) -> tuple[Save, core.Block]:
    """The keys of a dict before one is taken out, and what brings them back to their places."""
    slot = Slot("keys", context.stacked)
    keys, key = name(work.names.fresh("keys")), name(work.names.fresh("key"))
    item = expression("$d.pop($k)", d=owner, k=key)
    moved = core.Assign(as_target(expression("$d[$k]", d=owner, k=key)), item)
    put = (Restore(slot, as_target(keys)), core.For(as_target(key), keys, (moved,)))
    return Save(slot, expression("[*$d]", d=owner), False), put


def _put_back(
    owner: gast.expr, call: gast.Call, item: gast.expr, into: gast.expr | None = None
) -> gast.expr:
    """What puts an item that was popped back into the list, or into its adjoint."""
    target = owner if into is None else into
    if not call.args:
        return expression("$x.append($e)", x=target, e=item)
    match call.args[0]:
        case gast.Constant(value=int() as known) if known == 0:
            position: gast.expr = constant(0)
        case index:
            position = expression("$i % (len($x) + 1)", i=index, x=target)
    return expression("$x.insert($i, $e)", x=target, i=position, e=item)


def popped(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """`y = xs.pop()`."""
    call = statement.value
    owner = work.facts.list_calls[call].owner
    place = place_of_list(work, owner)
    names = list(bound(statement))
    kept, put = saves(work, statement, names, context)
    if isinstance(owner, gast.Name) and owner.id in work.stacks:
        return shadow_stacks.taken_off(work, statement, context, kept, put)
    if any(n in work.shadows for n in names) or len(set(names)) != len(names):
        raise Unsupported(
            statement.target, "an array that is changed in place comes off a list", "copy it"
        )
    given = as_value(statement.target)
    if isinstance(given, gast.Tuple | gast.List):
        given = _as_item(work.facts.value(call), given)
    undo = core.Evaluate(_put_back(owner, call, given))
    live = [leaf for n in names for leaf in take(work, n)]
    in_use = place.leaf in work.live
    if not live and not in_use:
        return Sweeps((*kept, statement), (undo, *put))
    work.live.difference_update(live)
    before: list[core.Statement] = []
    if not in_use:
        before = materialise(work, place.leaf, leaf_value(work, place.leaf))
    item = _item(work, statement.target, work.facts.value(call), (), live)
    body = core.Evaluate(_put_back(owner, call, item, adjoint_list(work, place)))
    return Sweeps((*kept, statement), (*before, body, undo, *put))


def _item(
    work: Derivation,
    target: gast.expr,
    value: Value,
    path: tuple[tuple[str, object], ...],
    live: list[Leaf],
) -> gast.expr:
    """The adjoint of an item, from those of the names that it was unpacked to."""
    if isinstance(target, gast.Tuple | gast.List):
        if any(isinstance(t, gast.Starred) for t in target.elts):
            raise Unsupported(target, "a starred target", "slice the sequence instead")
        parts = value.items or (None,) * len(target.elts)
        if len(parts) != len(target.elts):
            raise Unsupported(target, "parts of an unknown number", "unpack what has known parts")
        inner = [
            _item(work, t, v or work.facts.value(t), (), live)
            for t, v in zip(target.elts, parts, strict=True)
        ]
        return _as_item(value, gast.List(inner, gast.Load()))
    if not isinstance(target, gast.Name):
        raise Unsupported(target, "an element is assigned by unpacking", "assign a name first")
    if value.items is not None:
        kind = "field" if value.kind == "object" else "item"
        keys = part_keys(value)
        trees = [
            _item(work, target, v, (*path, (kind, k)), live)
            for k, v in zip(keys, value.items, strict=True)
        ]
        if value.kind in ("dict", "object"):
            return gast.Dict([constant(k) for k in keys], trees)
        return gast.List(trees, gast.Load())
    leaf = (target.id, path)
    if leaf in live:
        return name(adjoint(work, leaf))
    return zero(value, leaf_expression(leaf))


def _as_item(value: Value, parts: gast.expr) -> gast.expr:
    """What was unpacked, as the list holds it: an array where it is one."""
    if value.items is not None or value.kind not in ("array", "tensor"):
        return parts
    return expression("np.array($x)" if value.rank == 1 else "np.stack($x)", x=parts)


def _cleared(
    work: Derivation,
    statement: core.Evaluate,
    context: Context,
    bar: gast.expr | None,
    owner: gast.expr,
    place: Place,
) -> Sweeps:
    """`xs.clear()`: the items are kept."""
    slot = Slot(stem_of(owner), context.stacked)
    items = work.names.fresh(f"{stem_of(owner)}_items")
    save = Save(slot, expression("$x[:]", x=owner), False)
    put = Restore(slot, as_target(name(items)))
    body: list[core.Statement] = [
        core.Evaluate(expression("$x.extend($y)", x=owner, y=name(items)))
    ]
    if bar is not None:
        zeros = zero(work.facts.value(owner), name(items))
        body.append(core.Evaluate(expression("$x.extend($y)", x=bar, y=zeros)))
    return Sweeps((save, statement), (put, *body))


__all__ = ["around_restore", "augmented", "changed", "popped"]
