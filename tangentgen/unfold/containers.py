"""Lists, tuples, dicts and deques whose parts are known: read, joined and changed."""

from __future__ import annotations

import collections
import inspect
from collections.abc import Hashable
from operator import is_
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.unfold import attributes
from tangentgen.unfold.items import (
    NONE,
    UNKNOWN,
    Item,
    Known,
    Leaf,
    NotUnfolded,
    Own,
    Ref,
    Thing,
    in_order,
    of_constant,
)
from tangentgen.unfold.work import Work

SEQUENCES = ("list", "tuple", "deque")


def read(work: Work, owner: Item, index: Item) -> Item:
    """`owner[index]`."""
    thing = work.thing(owner)
    if thing is None:
        if isinstance(owner, Known) and owner.tree is None:
            raise NotUnfolded("a subscript of a function")
        return _in_text(work, work.tree(owner), index)
    if thing.kind == "object":
        method = attributes.of_class(work, owner, "__getitem__")
        if method is None:
            raise NotUnfolded("a subscript of an object")
        return work.evaluate_call(work, method, [index])
    if thing.running is not None:
        return _in_text(work, thing.running.tree, index)
    key = known_key(index)
    if key is UNKNOWN:
        assert isinstance(owner, Ref)
        return _in_text(work, in_text(work, owner).tree, index)
    if isinstance(key, slice):
        if thing.kind not in SEQUENCES:
            raise NotUnfolded("a section of a dict")
        return work.new(Thing(thing.kind, in_order(thing.items[key])))
    found = thing.parts.get(at(thing, key))
    if found is None and thing.factory is not None:
        assert isinstance(owner, Ref)
        if isinstance(thing.factory, Known) and thing.factory.value is collections.Counter:
            return of_constant(0)
        made = work.named(work.evaluate_call(work, thing.factory, []), str(key))
        work.put(owner, thing.but(parts={**thing.parts, key: made}))
        return made
    return work.usable(found)


def _in_text(work: Work, tree: gast.expr, index: Item) -> Leaf:
    return Leaf(gast.Subscript(copy(tree), work.tree(index), gast.Load()))


def known_key(index: Item) -> Any:
    """The key or the section that is meant; `UNKNOWN` where only the program knows."""
    if not isinstance(index, Leaf):
        return UNKNOWN
    if isinstance(index.tree, gast.Slice):
        found = []
        for part in (index.tree.lower, index.tree.upper, index.tree.step):
            value = _literal(part)
            if value is UNKNOWN:
                return UNKNOWN
            found.append(value)
        return slice(*found)
    return index.constant


def _literal(node: gast.expr | None) -> Any:
    match node:
        case None:
            return None
        case gast.Constant(value=value):
            return value
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=value)):
            return -value
    return UNKNOWN


def at(thing: Thing, key: Any) -> Any:
    """The key in `parts`: negative positions count from the end."""
    if thing.kind in SEQUENCES and isinstance(key, int) and key < 0:
        return key + len(thing.parts)
    return key


def in_text(work: Work, owner: Ref) -> Leaf:
    """The container as the text has it from now on."""
    thing = work.state.things[owner.thing]
    if thing.running is not None:
        return thing.running
    if thing.kind not in ("list", "tuple", "dict", "deque") or thing.path is not None:
        raise NotUnfolded("a part that is known only when the program runs")
    tree = work.tree(owner, thing.kind != "tuple")
    given = work.fresh({"dict": "table"}.get(thing.kind, "items"))
    work.emit(core.Assign(as_target(name(given)), tree))
    running = Leaf(name(given), atomic=True)
    work.put(owner, thing.but(parts={}, running=running))
    return running


def items_of(work: Work, item: Item) -> list[Item]:
    """The items of a container that is gone through."""
    thing = work.thing(item)
    known = thing is not None and thing.running is None and thing.rest is None
    if thing is None or not known or thing.kind in ("object", "frame"):
        raise NotUnfolded("items of unknown number")
    if thing.asked:
        raise NotUnfolded("an iterator that is being gone through")
    if thing.code is not None:
        from tangentgen.unfold.generators import collected  # which goes through what is here

        assert isinstance(item, Ref)
        return items_of(work, collected(work, item))
    if thing.kind == "dict":
        return [of_constant(key) for key in thing.parts]
    check_sources(work, thing, 0)
    if thing.kind in ("iterator", "late"):
        assert isinstance(item, Ref)
        work.put(item, thing.but(parts={}, sources=()))
    return [work.usable(part) for part in thing.items]


def is_kept(work: Work, item: Item) -> bool:
    """Whether it is an iterator that a name or a container leads to: others may ask it later."""
    thing = work.thing(item)
    if thing is None or thing.kind not in ("iterator", "late"):
        return False
    held = (part for other in work.state.things.values() for part in other.parts.values())
    return any(isinstance(part, Ref) and part == item for part in held)


def sources_of(work: Work, items: list[Item]) -> tuple[tuple[int, tuple[Item, ...]], ...]:
    """What has to stay as it is until an iterator of these has given its items."""
    found: list[tuple[int, tuple[Item, ...]]] = []
    for item in items:
        thing = work.thing(item)
        if thing is not None and isinstance(item, Ref) and thing.running is None:
            found += thing.sources
            if thing.kind not in ("tuple", "iterator", "late"):
                found.append((item.thing, tuple(thing.items)))
    return tuple(found)


def check_sources(work: Work, thing: Thing, given: int, backwards: bool = False) -> None:
    """Python looks an item up when its turn comes: those to come must not have changed."""
    for number, items in thing.sources:
        now = tuple(work.state.things[number].items)
        left = slice(0, len(items) - given) if backwards else slice(given, None)
        same = len(now) == len(items) and all(map(is_, now[left], items[left]))
        if not same or work.state.things[number].running is not None:
            raise NotUnfolded("a container that changes while it is gone through")


def joined(work: Work, op: gast.operator, left: Item, right: Item) -> Item | None:
    """`a + b` of two lists or tuples, `a * 2`."""
    one, other = work.thing(left), work.thing(right)
    if one and other and one.kind == other.kind and isinstance(op, gast.Add):
        known = one.running is None and other.running is None
        if known and one.kind in SEQUENCES:
            return work.new(Thing(one.kind, in_order([*one.items, *other.items])))
    if isinstance(op, gast.Mult):
        for thing, times in ((one, right), (other, left)):
            if thing is None or thing.kind not in SEQUENCES or thing.running is not None:
                continue
            if isinstance(times, Leaf) and type(times.constant) is int:
                return work.new(Thing(thing.kind, in_order(thing.items * times.constant)))
    return None


def store(work: Work, owner: Item, index: Item, value: Item) -> None:
    """`owner[index] = value`."""
    thing = work.thing(owner)
    if thing is not None and thing.kind == "object":
        method = attributes.of_class(work, owner, "__setitem__")
        if method is None:
            raise NotUnfolded("a subscript of an object")
        work.evaluate_call(work, method, [index, value])
        return
    key = known_key(index)
    if thing is None or thing.running is not None or key is UNKNOWN:
        if thing is not None and thing.running is None:
            assert isinstance(owner, Ref)
            owner = in_text(work, owner)
        elif thing is not None:
            assert thing.running is not None
            owner = thing.running
        target = gast.Subscript(bound_tree(work, owner), work.tree(index), gast.Store())
        work.emit(core.Assign(target, work.tree(value, True)))
        return
    assert isinstance(owner, Ref)
    if isinstance(key, slice):
        whole = key == slice(None) and thing.kind == "list"
        if not whole:
            raise NotUnfolded("a section of a list that is assigned")
        parts = [work.named(i, "item") for i in items_of(work, value)]
        work.note_change(thing, 0)
        work.put(owner, thing.but(parts=in_order(parts)))
        return
    key = at(thing, key)
    if thing.kind == "tuple" or (thing.kind != "dict" and key not in thing.parts):
        raise NotUnfolded("an item that is not there")
    stem = work.part_name(thing, key)
    work.call_thing(value, stem)
    kept = work.assigned(value, stem, thing.parts.get(key))
    thing = work.state.things[owner.thing]
    work.note_change(thing, key)
    work.put(owner, thing.but(parts={**thing.parts, key: kept}))


def bound_tree(work: Work, item: Item) -> gast.expr:
    """The name of what is written into; a part of an argument gets one."""
    if isinstance(item, Leaf) and not isinstance(item.tree, gast.Name) and item.atomic:
        given = work.fresh(stem_of(item.tree))
        work.emit(core.Assign(as_target(name(given)), copy(item.tree)))
        renamed(work, item.tree, Leaf(name(given), atomic=True, array=item.array))
        return name(given)
    return work.tree(item)


def stem_of(tree: gast.expr) -> str:
    match tree:
        case gast.Attribute(attr=attr):
            return str(attr)
        case gast.Subscript(slice=gast.Constant(value=str() as key)) if key.isidentifier():
            return key
        case gast.Subscript(value=inner):
            return stem_of(inner)
        case gast.Name(id=given):
            return str(given)
    return "item"


def renamed(work: Work, tree: gast.expr, by: Leaf) -> None:
    """Whatever holds an expression holds its name from now on."""
    wanted = gast.dump(tree)
    for number, thing in work.state.things.items():
        parts: dict[Hashable, Item] = {
            k: by if isinstance(v, Leaf) and v.atomic and gast.dump(v.tree) == wanted else v
            for k, v in thing.parts.items()
        }
        if any(parts[k] is not v for k, v in thing.parts.items()):
            work.state.things[number] = thing.but(parts=parts)


def method(work: Work, own: Own, arguments: list[Item], keywords: dict[str, Item]) -> Item:
    """A method of a container."""
    thing = work.state.things[own.owner.thing]
    if thing.running is not None:
        if thing.kind == "deque":
            return _of_deque_in_text(work, thing, thing.running, own.name, arguments)
        return _method_in_text(work, thing.running, own.name, arguments, keywords)
    if thing.kind in ("list", "deque"):
        return _of_list(work, own, thing, arguments, keywords)
    if thing.kind == "dict" and not keywords:
        return _of_dict(work, own, thing, arguments)
    if thing.kind == "dict" and own.name == "update" and not arguments:
        parts = {k: work.named(v, k) for k, v in keywords.items()}
        work.put(own.owner, thing.but(parts={**thing.parts, **parts}))
        return NONE
    if thing.names and own.name == "_replace" and not arguments:
        kept = dict(zip(thing.names, thing.items, strict=True)) | keywords
        return work.new(thing.but(parts=in_order([work.named(v, k) for k, v in kept.items()])))
    raise NotUnfolded(f"the method {own.name}")


def _method_in_text(
    work: Work, running: Leaf, called: str, arguments: list[Item], keywords: dict[str, Item]
) -> Item:
    trees = [work.tree(a, True) for a in arguments]
    given = [gast.keyword(k, work.tree(v)) for k, v in keywords.items()]
    func = gast.Attribute(copy(running.tree), called, gast.Load())
    return Leaf(gast.Call(func, trees, given))


def _of_deque_in_text(
    work: Work, thing: Thing, running: Leaf, called: str, arguments: list[Item]
) -> Item:
    """The methods of a deque that the text has as a list."""
    own = running.tree
    match called, arguments:
        case (("append" | "appendleft"), [item]):
            tree, right = work.tree(item, True), called == "append"
            added = expression("$q.append($v)" if right else "$q.insert(0, $v)", q=own, v=tree)
            work.emit(core.Evaluate(added))
            if thing.most is not None:
                test = expression("len($q) > $n", q=own, n=constant(thing.most))
                less = expression("$q.pop(0)" if right else "$q.pop()", q=own)
                work.emit(core.If(test, (core.Evaluate(less),)))
            return NONE
        case "popleft", []:
            return Leaf(expression("$q.pop(0)", q=own))
        case (("pop" | "clear"), []):
            return Leaf(expression(f"$q.{called}()", q=own))
    raise NotUnfolded(f"the method {called} of a deque")


def _of_list(
    work: Work, own: Own, thing: Thing, arguments: list[Item], keywords: dict[str, Item]
) -> Item:
    items = thing.items
    found: Item = NONE
    constants: list[Any] = [a.constant if isinstance(a, Leaf) else UNKNOWN for a in arguments]
    match own.name:
        case "append" | "appendleft":
            with work.held(*arguments):
                stem = work.part_name(thing, len(items))
                work.call_thing(arguments[0], stem)
                kept = work.named(arguments[0], stem)
            items = [*items, kept] if own.name == "append" else [kept, *items]
            if thing.most is not None and len(items) > thing.most:
                items = items[-thing.most :] if own.name == "append" else items[: thing.most]
        case "extend":
            items = [*items, *items_of(work, arguments[0])]
            if thing.most is not None:
                items = items[-thing.most :]
        case "insert" if type(constants[0]) is int:
            items.insert(constants[0], work.named(arguments[1], "item"))
        case "pop" if not arguments or type(constants[0]) is int:
            try:
                found = work.usable(items.pop(*constants))
            except IndexError:
                raise NotUnfolded("an item that is not there") from None
        case "popleft" if items:
            found = work.usable(items.pop(0))
        case "reverse":
            items.reverse()
        case "clear":
            items = []
        case "rotate" if not arguments or type(constants[0]) is int:
            turn = (constants[0] if constants else 1) % max(len(items), 1)
            items = items[len(items) - turn :] + items[: len(items) - turn]
        case "copy" if not arguments:
            return work.new(thing.but(path=None))
        case "index" if len(arguments) == 1 and isinstance(arguments[0], Ref):
            try:
                return of_constant(items.index(arguments[0]))
            except ValueError:
                raise NotUnfolded("an item that is not there") from None
        case "remove" if isinstance(arguments[0], Ref) and arguments[0] in items:
            if thing_compares(work, arguments[0]):
                raise NotUnfolded("objects that say when they are equal")
            items.remove(arguments[0])
        case _:
            raise NotUnfolded(f"the method {own.name} of a list")
    thing = work.state.things[own.owner.thing]
    work.note_change(thing, 0)
    work.put(own.owner, thing.but(parts=in_order(items)))
    return found


def thing_compares(work: Work, item: Item) -> bool:
    thing = work.thing(item)
    if thing is None or thing.cls is None:
        return True
    return inspect.getattr_static(thing.cls, "__eq__") is not object.__eq__


def _of_dict(work: Work, own: Own, thing: Thing, arguments: list[Item]) -> Item:
    key = known_key(arguments[0]) if arguments else None
    match own.name, len(arguments):
        case "keys", 0:
            shown = Thing("list", in_order([of_constant(k) for k in thing.parts]))
            return work.new(shown.but(sources=sources_of(work, [own.owner])))
        case "values", 0:
            shown = Thing("list", in_order([work.usable(i) for i in thing.items]))
            return work.new(shown.but(sources=sources_of(work, [own.owner])))
        case "items", 0:
            pairs = [
                work.new(Thing("tuple", in_order([of_constant(k), work.usable(v)])))
                for k, v in thing.parts.items()
            ]
            shown = Thing("list", in_order(list(pairs)))
            return work.new(shown.but(sources=sources_of(work, [own.owner])))
        case "copy", 0:
            return work.new(thing.but(path=None))
        case "get", 1 | 2 if key is not UNKNOWN:
            default = arguments[1] if len(arguments) == 2 else NONE
            return work.usable(thing.parts.get(key, default))
        case "setdefault", 2 if key is not UNKNOWN:
            if key not in thing.parts:
                store(work, own.owner, arguments[0], arguments[1])
            return work.usable(work.state.things[own.owner.thing].parts[key])
        case "pop", 1 | 2 if key is not UNKNOWN:
            parts = dict(thing.parts)
            found = work.usable(parts.pop(key, arguments[1] if len(arguments) == 2 else None))
            work.note_change(thing, key)
            work.put(own.owner, thing.but(parts=parts))
            return found
        case "update", 1:
            other = work.thing(arguments[0])
            if other is None or other.kind != "dict" or other.running is not None:
                raise NotUnfolded("a dict that is updated")
            for each in other.parts:
                work.note_change(thing, each)
            work.put(own.owner, thing.but(parts={**thing.parts, **other.parts}))
            return NONE
        case "clear", 0:
            work.put(own.owner, thing.but(parts={}))
            return NONE
    raise NotUnfolded(f"the method {own.name} of a dict")
