"""Statements followed one by one; what they do to numbers and arrays is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, copy, name
from tangentgen.unfold import attributes, containers, generators, iteration
from tangentgen.unfold.calls import RETURNED, made
from tangentgen.unfold.expressions import binary
from tangentgen.unfold.items import (
    NONE,
    UNKNOWN,
    Item,
    Leaf,
    NotUnfolded,
    Own,
    Ref,
    State,
)
from tangentgen.unfold.loops import loop
from tangentgen.unfold.managers import managed
from tangentgen.unfold.merging import Merge, assignments, leaves_in
from tangentgen.unfold.sequences import name_at, placed, several
from tangentgen.unfold.truth import truth
from tangentgen.unfold.work import STEPS, Work, display

_IN_PLACE = {
    gast.Add: "__iadd__",
    gast.Sub: "__isub__",
    gast.Mult: "__imul__",
    gast.Div: "__itruediv__",
}


def run(work: Work, block: core.Block) -> str | None:
    """How a block ends: by a jump, or at its end."""
    for position, statement in enumerate(block):
        work.steps += 1
        if work.steps > STEPS:
            raise NotUnfolded("a program that is too long when it is unfolded")
        work.notes = _notes(work, statement)
        ended = _statement(work, statement)
        if ended is not None:
            if ended == "some" and position < len(block) - 1:
                raise NotUnfolded("a jump on one way only")
            return ended
    return None


def _notes(work: Work, statement: core.Statement) -> core.Notes:
    function = work.functions[-1]
    same = work.program.source(function).path == work.program.source(work.entry).path
    if len(work.functions) == 1:
        return replace(statement.notes, collects=None, collecting=False, case=None)
    return core.Notes(origin=statement.notes.origin if same else None)


def _statement(work: Work, statement: core.Statement) -> str | None:
    match statement:
        case core.Exchange():
            raise NotUnfolded("an exchange")
        case core.AccumulateAt():
            raise NotUnfolded("an accumulation")
        case core.Assign():
            _assign(work, statement.target, statement.value)
        case core.Augment():
            _augment(work, statement)
        case core.Evaluate() if generators.yields(work, statement):
            return None
        case core.Evaluate():
            item = work.evaluate(work, statement.value)
            if isinstance(item, Leaf) and not item.atomic and not isinstance(item.tree, gast.Name):
                work.emit(core.Evaluate(item.tree))
        case core.If():
            return _if(work, statement)
        case core.For() | core.While():
            if statement.orelse:
                raise NotUnfolded("the else of a loop")
            return loop(work, statement)
        case core.Return():
            return _return(work, statement)
        case core.Break():
            return "break"
        case core.Continue():
            return "continue"
        case core.Pass():
            return None
        case core.Assert():
            if truth(work, test := work.evaluate(work, statement.test)) is not True:
                message = None if statement.message is None else constant("")
                work.emit(core.Assert(work.tree(test), message))
        case core.Raise():
            value = work.evaluate(work, statement.value) if statement.value else None
            work.emit(core.Raise(work.tree(value) if value is not None else None))
            return "raise"
        case core.With():
            return managed(work, statement)
        case core.Foreign(tree=gast.FunctionDef() as tree):
            iteration.bind(work, gast.Name(tree.name, gast.Store(), None, None), made(work, tree))
        case _:
            raise NotUnfolded(f"a statement that is not followed: {type(statement).__name__}")
    return None


def _assign(work: Work, target: gast.expr, value: gast.expr) -> None:
    sides = (gast.Tuple, gast.List)
    if (
        isinstance(target, sides)
        and isinstance(value, sides)
        and len(target.elts) == len(value.elts)
    ):
        starred = any(isinstance(p, gast.Starred) for p in (*target.elts, *value.elts))
        if not starred:
            items = several(work, value.elts)
            items = _side_by_side(work, target.elts, items)
            with work.held(*items):
                for part, item in zip(target.elts, items, strict=True):
                    iteration.bind(work, part, item)
            return
    if isinstance(value, gast.ListComp | gast.DictComp | gast.List | gast.Tuple | gast.Dict):
        given = getattr(target, "id", None) or getattr(target, "attr", None)
        work.hint = given if isinstance(given, str) else ""
    item = work.evaluate(work, value)
    work.hint = ""
    thing = work.thing(item)
    if thing is not None and thing.kind == "late":
        raise NotUnfolded("a generator that is kept")
    iteration.bind(work, target, item)


def _side_by_side(work: Work, targets: list[gast.expr], items: list[Item]) -> list[Item]:
    """What is computed for several targets has names before the first of them is assigned."""
    found: list[Item] = []
    for target, item in zip(targets, items, strict=True):
        stem = target.id if isinstance(target, gast.Name) else getattr(target, "attr", "item")
        if isinstance(item, Leaf) and not item.atomic and len(items) > 1:
            with work.held(*items):
                item = work.named(item, stem)
        found.append(item)
    return found


def _augment(work: Work, statement: core.Augment) -> None:
    target, op = statement.target, statement.op
    match target:
        case gast.Name():
            owner: Item | None = None
            index: Item | None = None
            old = work.evaluate(work, _loaded(target))
        case gast.Attribute():
            owner, index = work.evaluate(work, target.value), None
            old = work.evaluate(work, _loaded(target))
        case gast.Subscript():
            owner, index = placed(work, target.value, target.slice)
            with work.held(index):
                owner = work.named(owner, "owner")
            with work.held(owner):
                index = work.named(index, "index")
            with work.held(owner, index):
                thing = work.thing(owner)
                key = containers.known_key(index)
                running = thing is not None and thing.running is not None
                if thing is None or running or (thing.kind != "object" and key is UNKNOWN):
                    _augment_in_text(work, owner, index, op, statement.value)
                    return
                old = containers.read(work, owner, index)
        case _:
            raise NotUnfolded("a target")
    before, mark = [old], len(work.out)
    with work.held(*[i for i in (owner, index, old) if i is not None]):
        value = work.evaluate(work, statement.value)
    if len(work.out) > mark:
        name_at(work, before, mark)
    old = before[0]
    with work.held(*[i for i in (owner, index) if i is not None]):
        new = _augmented(work, op, old, value, statement)
    if new is old:
        return
    match target:
        case gast.Name():
            iteration.bind(work, target, new)
        case gast.Attribute(attr=attribute):
            assert owner is not None
            iteration.assign_attribute(work, owner, attribute, new)
        case gast.Subscript():
            assert owner is not None and index is not None
            containers.store(work, owner, index, new)


def _loaded(target: Any) -> gast.expr:
    found: gast.expr = copy(target)
    found.ctx = gast.Load()
    return found


def _augment_in_text(
    work: Work, owner: Item, index: Item, op: gast.operator, value: gast.expr
) -> None:
    """`x[i] += e` of an array, or of a container in the text."""
    thing = work.thing(owner)
    if thing is not None:
        assert isinstance(owner, Ref)
        owner = containers.in_text(work, owner)
    whole = containers.bound_tree(work, owner)
    with work.held(Leaf(whole, atomic=True), index):
        item = work.evaluate(work, value)
    target = gast.Subscript(whole, work.tree(index), gast.Store())
    work.emit(core.Augment(target, op, work.tree(item)))


def _augmented(
    work: Work, op: gast.operator, old: Item, value: Item, statement: core.Augment
) -> Item:
    thing = work.thing(old)
    if thing is not None:
        if thing.kind == "list" and isinstance(op, gast.Add):
            assert isinstance(old, Ref)
            if thing.running is not None:
                work.emit(core.Augment(as_target(thing.running.tree), op, work.tree(value)))
                return old
            containers.method(work, Own("extend", old), [value], {})
            return old
        if thing.kind == "object":
            method = attributes.of_class(work, old, _IN_PLACE.get(type(op), "__none__"))
            if method is not None:
                return work.evaluate_call(work, method, [value])
        return binary(work, op, old, value, statement.value)
    if not isinstance(old, Leaf):
        raise NotUnfolded("a function that is added to")
    constants = not old.array and old.atomic and not isinstance(old.tree, gast.Name)
    if isinstance(old.tree, gast.Constant) and constants:
        return binary(work, op, old, value, statement.value)
    if _is_number(old):
        return binary(work, op, old, value, statement.value)
    if old.array:
        tree = containers.bound_tree(work, old)
        work.emit(core.Augment(as_target(tree), op, work.tree(value)))
        return Leaf(tree, atomic=True, array=True) if tree is not old.tree else old
    # A number gets another value, an array goes on under all its names: both do so by its name.
    given = None
    if isinstance(old.tree, gast.Name) and not work.is_used(old.tree.id, 1):
        given = old.tree.id
    if given is None:
        stem = old.tree.id if isinstance(old.tree, gast.Name) else containers.stem_of(old.tree)
        given = work.fresh(stem)
        work.emit(core.Assign(as_target(name(given)), copy(old.tree)))
    work.emit(core.Augment(as_target(name(given)), op, work.tree(value)))
    return Leaf(name(given), atomic=True)


def _is_number(old: Leaf) -> bool:
    return isinstance(old.constant, int | float | str)


def _return(work: Work, statement: core.Return) -> str:
    item: Item = NONE
    if statement.value is not None:
        item = work.evaluate(work, statement.value)
    if len(work.functions) == 1:
        work.emit(core.Return(None if statement.value is None else work.tree(item)))
        return "return"
    work.refuse_late(item)
    frame = work.state.frames[-1]
    if work.branches:
        item = work.named(item, "result")
    thing = work.state.things[frame]
    work.put(Ref(frame), thing.but(parts={**thing.parts, RETURNED: item}))
    return "return"


def _if(work: Work, statement: core.If) -> str | None:
    test = work.evaluate(work, statement.test)
    known = truth(work, test)
    if known is not None:
        return work.run(work, statement.body if known else statement.orelse)
    tree, notes = work.tree(test), work.notes
    before = work.state
    ends: list[tuple[State, list[core.Statement], str | None]] = []
    for block in (statement.body, statement.orelse):
        work.state = before.copy()
        work.branches += 1
        with work.writing() as written:
            ended = work.run(work, block)
            if ended in ("break", "continue"):
                work.jump(ended)
        work.branches -= 1
        ends.append((work.state, written, ended))
    return joined(work, tree, notes, ends)


def joined(
    work: Work,
    test: gast.expr,
    notes: core.Notes,
    ends: list[tuple[State, list[core.Statement], str | None]],
) -> str | None:
    """What follows two branches."""
    (one, first, how), (other, second, way) = ends
    leaving = {"raise", "break", "continue"} | ({"return"} if len(work.functions) == 1 else set())
    open_ = [(s, w) for s, w, ended in ends if ended not in leaving]
    if len(open_) == 2:
        if (how == "return") != (way == "return"):
            for state, _, ended in ends:
                if ended != "return":
                    frame = state.things[state.frames[-1]]
                    state.things[state.frames[-1]] = frame.but(
                        parts={**frame.parts, RETURNED: NONE}
                    )
        held = {
            n.id
            for item in work.holding
            for leaf in leaves_in(item)
            for n in gast.walk(leaf.tree)
            if isinstance(n, gast.Name)
        }
        merge = Merge(one, other, fresh=work.fresh, display=display, held=held)
        work.state = merge.run()
        for side, written in zip(merge.copies, (first, second), strict=True):
            written += assignments(side)
    elif open_:
        work.state = open_[0][0]
    work.notes = notes
    if first or second:
        if first:
            work.emit(core.If(test, tuple(first), tuple(second)))
        else:
            work.emit(core.If(gast.UnaryOp(gast.Not(), test), tuple(second), ()))
    elif any(isinstance(n, gast.Call) for n in gast.walk(test)):
        work.emit(core.Evaluate(test))
    if not open_:
        return how if how == way and how in ("raise", "return") else "gone"
    if len(open_) == 2:
        return "return" if how == way == "return" else "some" if "return" in (how, way) else None
    ended = how if way in leaving else way
    left = how if how in leaving else way
    return ended if ended is not None else None if left == "raise" else "some"
