"""The reverse of assigning a key of a dict or an attribute of an object.

Each key and attribute is a variable by itself: it has its own adjoint, and is rebound.
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.values import Value
from tangentgen.derive import stores
from tangentgen.derive.accumulate import adjoint, gathered, ordered
from tangentgen.derive.changed import Path
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.list_stores import Push, replaced
from tangentgen.derive.lists import push_item
from tangentgen.derive.names import Leaf, stem
from tangentgen.derive.places import Place, held_expression, place_of, select
from tangentgen.derive.popped_keys import may_be_popped
from tangentgen.derive.push import Pusher
from tangentgen.derive.seeds import Seed
from tangentgen.derive.step import Step, around_restore
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.language.walk import SCOPES, walk
from tangentgen.source.match import same
from tangentgen.source.quote import as_target, as_value, constant, expression, name

ALL = Value("any", constant=Ellipsis)
_PERHAPS = gast.IfExp | gast.BoolOp | SCOPES  # what is in one of these may not be read


def is_field(work: Derivation, target: gast.expr) -> bool:
    """Whether a target is a key of a dict with known keys, or an attribute of an object."""
    if not isinstance(target, gast.Subscript | gast.Attribute):
        return False
    owner = work.facts.value(target.value)
    return owner.kind in ("dict", "object") and owner.items is not None


def place_of_field(work: Derivation, target: gast.expr) -> Place:
    place = place_of(work.facts, target)
    if place is None:
        raise Unsupported(
            target, "an item of a container that has no name is assigned", "give it a name first"
        )
    if place.leaf[0] in work.shadows:
        raise Unsupported(
            target, "a container of arrays that go by other names too changes", "copy it first"
        )
    return place


def stored(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """`d["k"] = e` and `object.name = e`."""
    target = statement.target
    place = place_of_field(work, target)
    if place.rest:
        value = statement.value

        def push(pusher: Pusher, seed: gast.expr) -> None:
            push_item(pusher, work.facts.value(value), seed, value)

        return _in_list(work, statement, context, place, value, push)
    live = within(work, place.leaf)
    save, put = _kept(work, statement, place, context)
    first = work.first_set(statement)
    asked, gone = _taken_out(work, statement, place, context, first)
    kept: list[core.Statement] = [*asked] if first else [*asked, save]
    back: list[core.Statement] = [] if first else [put]
    if not live:
        return Sweeps((*kept, statement), (*back, *gone))
    work.live.difference_update(live)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = pusher.answered(statement.value, stem(place.leaf))
    pusher.unasked.update(work.unasked_of(live, statement))
    size = len(place.leaf[1])
    if work.facts.value(statement.value).items is not None:
        seeds = {leaf[1][size:]: name(adjoint(work, leaf)) for leaf in live}

        def seed(path: Path) -> gast.expr | None:
            own, whole = seeds.get(tuple(path)), seeds.get(())
            if whole is None:
                return own
            held = held_expression(path, whole)  # a list of another length elsewhere
            return held if own is None else gast.BinOp(own, gast.Add(), held)

        pusher.structure(seed, statement.value)
    elif place.leaf in live:
        pusher.push(Seed(name(adjoint(work, place.leaf))), statement.value)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), live)]
    around = around_restore(work, body, back, post, as_value(target), place.leaf[0])
    return Sweeps(step.forward(*kept), (*around, *gone))


def augmented(work: Derivation, statement: core.Augment, context: Context) -> Sweeps:
    """`d["k"] op= e`: in place where it holds an array, otherwise `d["k"] = d["k"] op e`."""
    target = statement.target
    if work.facts.value(target).kind == "array":
        return in_place(work, statement, context)
    place = place_of_field(work, target)
    whole = work.facts.augmented[statement]
    if place.rest:
        return _in_list(
            work, statement, context, place, whole, lambda p, seed: p.push(Seed(seed), whole)
        )
    live = within(work, place.leaf)
    save, put = _kept(work, statement, place, context)
    if not live:
        return Sweeps((save, statement), (put,))
    work.live.difference_update(live)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = pusher.answered(whole, stem(place.leaf))
    bar = adjoint(work, place.leaf)
    pusher.unasked.update(work.unasked_of([place.leaf], statement))
    pusher.push(Seed(name(bar)), whole)
    terms = gathered(work, pusher.found, pusher.before)
    same = [
        t
        for t in terms
        if t.place == Place(place.leaf, t.place.value)
        and isinstance(t.tree, gast.Name)
        and t.tree.id == bar
    ]
    if same:  # it is added to: its adjoint stays as it is
        work.live.add(place.leaf)
        terms = [t for t in terms if t not in same]
    body = [*pusher.before, *ordered(work, terms, [] if same else live)]
    around = around_restore(work, body, [put], post, as_value(target), place.leaf[0])
    return Sweeps(step.forward(save), around)


def _in_list(
    work: Derivation,
    statement: core.Assign | core.Augment,
    context: Context,
    place: Place,
    value: gast.expr,
    push: Push,
) -> Sweeps:
    """`items[k].name = e`: its adjoint is a part of the list's."""
    save, put = _kept(work, statement, place, context)
    asked, gone = _taken_out(work, statement, place, context, False)
    if place.leaf not in work.live:
        return Sweeps((*asked, save, statement), (put, *gone))
    bar = select(name(adjoint(work, place.leaf)), place.rest)
    whole = replaced(work, statement, context, (place, bar), value, push, (save, [put], None))
    return Sweeps((*asked, *whole.forward), (*whole.reverse, *gone))


def in_place(work: Derivation, statement: core.Augment, context: Context) -> Sweeps:
    """`d["k"] op= e` of an array as `d["k"][...] op= e`."""
    facts = work.facts
    whole = facts.augmented[statement]
    section = gast.Subscript(whole.left, constant(Ellipsis), gast.Store())
    read = as_value(section)
    read.value = whole.left
    again = replace(statement, target=section)
    facts.values[section.slice] = facts.values[read.slice] = ALL
    for node in (section, read):
        facts.values[node] = facts.value(statement.target)
    again_whole = gast.BinOp(read, whole.op, whole.right)
    facts.values[again_whole] = facts.value(whole)
    facts.augmented[again] = again_whole
    sweeps = stores.augmented_section(work, again, context)
    forward = tuple(statement if s is again else s for s in sweeps.forward)
    return Sweeps(forward, sweeps.reverse)


def _kept(
    work: Derivation,
    statement: core.Assign | core.Augment,
    place: Place,
    context: Context,
) -> tuple[Save, Restore]:
    """The older value, None where there was none."""
    slot = Slot(stem(place.leaf), context.stacked)
    older = _older(work, statement)
    return Save(slot, older, False), Restore(slot, as_target(statement.target))


def _taken_out(
    work: Derivation,
    statement: core.Assign | core.Augment,
    place: Place,
    context: Context,
    first: bool,
) -> tuple[list[core.Statement], list[core.Statement]]:
    """What takes a key out again that was not there before, where somebody asks for keys."""
    target = statement.target
    if not first and isinstance(_older(work, statement), gast.Attribute | gast.Subscript):
        return [], []
    if isinstance(target, gast.Attribute):
        if not work.attributes_asked().isdisjoint({target.attr, None}):
            raise Unsupported(
                target,
                f"'{target.attr}' is set, and whether it is there is asked",
                "set it to None where the object is made",
            )
        return [], []
    if not work.keys_asked(target.value):
        return [], []
    out = core.Evaluate(expression("$o.pop($k)", o=target.value, k=target.slice))
    if first:
        return [], [out]
    there = work.names.fresh(f"{stem(place.leaf)}_there")
    slot = Slot(f"{stem(place.leaf)}_there", context.stacked)
    asked = expression("$k in $o", o=target.value, k=target.slice)
    return [Save(slot, asked, False)], [
        Restore(slot, as_target(name(there))),
        core.If(expression("not $there", there=name(there)), (out,)),
    ]


def _older(work: Derivation, statement: core.Assign | core.Augment) -> gast.expr:
    target = statement.target
    owner = work.facts.value(target.value)
    nodes = list(walk(statement.value))
    always = not any(isinstance(node, _PERHAPS) for node in nodes)
    read = always and any(same(node, as_value(target)) for node in nodes)
    if read or isinstance(statement, core.Augment):
        return as_value(target)  # which is there, or the statement would fail
    if isinstance(target, gast.Attribute):
        if all(target.attr in work.facts.born.get(site, ()) for site in owner.sites):
            return as_value(target)
        return expression("getattr($o, $k, None)", o=target.value, k=constant(target.attr))
    key = work.facts.value(target.slice).constant
    there = all(key in work.facts.born.get(site, ()) for site in owner.sites)
    if there and not may_be_popped(work.facts, owner, key):
        return as_value(target)
    return expression("$o.get($k)", o=target.value, k=target.slice)


def within(work: Derivation, leaf: Leaf) -> list[Leaf]:
    """The leaves of a container's part whose adjoints may be other than zero."""
    size = len(leaf[1])
    return [
        other
        for other in sorted(work.live, key=repr)
        if other[0] == leaf[0] and other[1][:size] == leaf[1]
    ]
