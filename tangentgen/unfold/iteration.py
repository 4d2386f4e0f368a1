"""What a loop goes through, where its items are known one by one."""

from __future__ import annotations

import inspect
import types

import gast

from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, expression, name
from tangentgen.unfold import attributes, containers
from tangentgen.unfold.items import (
    Item,
    Leaf,
    Method,
    NotUnfolded,
    Ref,
    Thing,
    of_constant,
)
from tangentgen.unfold.sequences import indexed, name_at
from tangentgen.unfold.work import Work, is_numbered

TURNS = 64


def items(work: Work, iterable: Item) -> list[Item] | None:
    """The items one by one; None where only the program knows how many there are."""
    thing = work.thing(iterable)
    if thing is None:
        return None
    if thing.kind == "object":
        method = attributes.of_class(work, iterable, "__iter__")
        if method is None:
            raise NotUnfolded("an object that a loop goes through")
        given = work.evaluate_call(work, method, [])
        if work.thing(given) is thing or given == iterable:
            raise NotUnfolded("an object that gives its items one by one")
        return items(work, given)
    if thing.running is not None:
        return None
    return containers.items_of(work, iterable)


def rest_of(work: Work, iterator: Item) -> Leaf:
    """What an iterator of an array has still to give: it has nothing afterwards."""
    thing = work.thing(iterator)
    assert thing is not None and thing.rest is not None and isinstance(iterator, Ref)
    work.put(iterator, Thing("iterator", {}))
    if not thing.begun:
        return thing.rest
    return Leaf(expression("$x[$k:]", x=thing.rest.tree, k=constant(thing.begun)), array=True)


def counted(node: gast.expr) -> list[Item] | None:
    """The numbers of a range of literals."""
    match node:
        case gast.Call(func=gast.Name(id="reversed"), args=[inner], keywords=[]):
            found = counted(inner)
            return None if found is None else found[::-1]
        case gast.Call(func=gast.Name(id="range"), args=arguments, keywords=[]):
            bounds = [_integer(a) for a in arguments]
            if None in bounds or not bounds:
                return None
            numbers = range(*bounds)  # type: ignore[arg-type]  # no None
            return [of_constant(k) for k in numbers] if len(numbers) <= TURNS else None
    return None


def _integer(node: gast.expr) -> int | None:
    match node:
        case gast.Constant(value=int() as value):
            return value
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=int() as value)):
            return -value
    return None


def bind(work: Work, target: gast.expr, item: Item) -> None:
    """Gives a target its value."""
    match target:
        case gast.Name(id=given):
            frame = work.state.frames[-1]
            old = work.state.things[frame].parts.get(given)
            work.call_thing(item, given)
            kept = work.assigned(item, given, old)
            thing = work.state.things[frame]
            work.put(Ref(frame), thing.but(parts={**thing.parts, given: kept}))
        case gast.Tuple(elts=targets) | gast.List(elts=targets):
            _unpack(work, targets, item)
        case gast.Attribute():
            owner = work.evaluate(work, target.value)
            assign_attribute(work, owner, target.attr, item)
        case gast.Subscript():
            pending = [item]
            mark = len(work.out)
            with work.held(item):
                owner = work.evaluate(work, target.value)
                with work.held(owner):
                    index = indexed(work, target.slice)
            if len(work.out) > mark:
                name_at(work, pending, mark)
            item = pending[0]
            containers.store(work, owner, index, item)
        case _:
            raise NotUnfolded("a target with a star")


def _unpack(work: Work, targets: list[gast.expr], item: Item) -> None:
    if any(isinstance(t, gast.Starred) for t in targets):
        raise NotUnfolded("a target with a star")
    thing = work.thing(item)
    if thing is not None and thing.running is None:
        parts = items(work, item) or []
        if len(parts) != len(targets):
            raise NotUnfolded("a tuple of another length")
        with work.held(*parts):
            for target, part in zip(targets, parts, strict=True):
                bind(work, target, part)
        return
    tree = work.tree(item)
    given: list[tuple[gast.expr, Leaf]] = []

    def names(target: gast.expr) -> gast.expr:
        if isinstance(target, gast.Tuple | gast.List):
            return gast.Tuple([names(t) for t in target.elts], gast.Store())
        stem = target.id if isinstance(target, gast.Name) else "item"
        fresh = name(_reused(work, target) or work.fresh(stem))
        given.append((target, Leaf(fresh, atomic=True)))
        return as_target(fresh)

    whole = gast.Tuple([names(t) for t in targets], gast.Store())
    work.emit(core.Assign(whole, tree))
    for target, leaf in given:
        bind(work, target, leaf)


def _reused(work: Work, target: gast.expr) -> str | None:
    """The name that a variable has already, where nothing else goes by it."""
    if not isinstance(target, gast.Name):
        return None
    old = work.state.things[work.state.frames[-1]].parts.get(target.id)
    known = old.tree.id if isinstance(old, Leaf) and isinstance(old.tree, gast.Name) else None
    fits = known is not None and is_numbered(known, target.id) and not work.is_used(known, 1)
    return known if fits else None


def assign_attribute(work: Work, owner: Item, attribute: str, value: Item) -> None:
    """`owner.attribute = value`."""
    thing = work.thing(owner)
    if thing is None or thing.kind != "object" or thing.cls is None:
        raise NotUnfolded("an attribute of what is no object")
    assert isinstance(owner, Ref)
    static = inspect.getattr_static(thing.cls, attribute, None)
    if isinstance(static, property):
        if static.fset is None:
            raise NotUnfolded("a property without a setter")
        if not isinstance(static.fset, types.FunctionType):
            raise NotUnfolded("a property without source")
        work.evaluate_call(work, Method(static.fset, owner), [value])
        return
    setter = inspect.getattr_static(thing.cls, "__setattr__")
    if setter not in (object.__setattr__, types.SimpleNamespace.__setattr__):
        raise NotUnfolded("a class that says how its attributes are set")
    work.call_thing(value, attribute)
    kept = work.assigned(value, attribute, thing.parts.get(attribute))
    thing = work.state.things[owner.thing]
    work.note_change(thing, attribute)
    work.put(owner, thing.but(parts={**thing.parts, attribute: kept}))
