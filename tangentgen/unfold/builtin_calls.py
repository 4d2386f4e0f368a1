"""Python's own functions and classes, of containers and objects whose parts are known."""

from __future__ import annotations

import collections
import copy as copying
import functools
import inspect
import itertools
import operator
import types
from collections.abc import Iterable
from typing import Any

import gast

from tangentgen.analysis.callables import LAZY
from tangentgen.source.quote import constant, expression, name
from tangentgen.unfold import attributes, containers, iteration
from tangentgen.unfold.items import (
    CLASSES,
    NONE,
    UNKNOWN,
    Item,
    Known,
    Leaf,
    Method,
    NotUnfolded,
    Part,
    Ref,
    Thing,
    in_order,
    of_constant,
)
from tangentgen.unfold.truth import truth
from tangentgen.unfold.work import Work

_IN_TURN = (*LAZY, any, all, functools.reduce)  # the user's functions may run in between
_AS_ASKED = (zip, enumerate, map, filter, any, all, itertools.chain, itertools.islice)
_OPERATORS: dict[Any, gast.operator] = {
    operator.add: gast.Add(),
    operator.sub: gast.Sub(),
    operator.mul: gast.Mult(),
    operator.truediv: gast.Div(),
    operator.matmul: gast.MatMult(),
}
_OF_POOLS = (
    *(itertools.combinations, itertools.combinations_with_replacement),
    *(itertools.permutations, itertools.product),
)
_EMPTY: dict[Any, Any] = {int: 0, float: 0.0, str: "", bool: False}


def result(
    work: Work, target: Any, arguments: list[Item], keywords: dict[str, Item]
) -> Item | None:
    """What a call gives; None where it is left as it stands."""
    things = [work.thing(a) for a in arguments]
    known = [t is not None and t.running is None for t in things]
    if target is functools.partial and arguments:
        return Part(arguments[0], tuple(arguments[1:]), tuple(keywords.items()))
    if target is types.SimpleNamespace and not arguments:
        parts: dict[Any, Item] = {k: work.named(v, k) for k, v in keywords.items()}
        return work.new(Thing("object", parts, cls=types.SimpleNamespace))
    if target in (list, tuple, dict, collections.OrderedDict, collections.deque):
        return _container(work, target, arguments, keywords, known)
    if target is collections.Counter and not arguments and not keywords:
        return work.new(Thing("dict", {}, factory=Known(collections.Counter)))
    if target in _EMPTY and not arguments and not keywords:
        return of_constant(_EMPTY[target])
    if target is collections.defaultdict and len(arguments) == 1 and not keywords:
        factory = arguments[0]
        return work.new(Thing("dict", {}, factory=factory))
    if target in (copying.copy, copying.deepcopy) and known == [True]:
        return _copied(work, arguments[0], target is copying.deepcopy, {})
    if target in _OPERATORS and len(arguments) == 2 and any(things):
        from tangentgen.unfold.expressions import binary  # which calls what is here

        return binary(work, _OPERATORS[target], arguments[0], arguments[1], constant(None))
    if target is getattr and len(arguments) in (2, 3):
        return _get(work, arguments)
    if target is setattr and known and known[0]:
        iteration.assign_attribute(work, arguments[0], _text(arguments[1]), arguments[2])
        return NONE
    if target is hasattr and known[0]:
        return of_constant(_has(work, arguments[0], _text(arguments[1])))
    if target is isinstance and len(arguments) == 2:
        return _instance(work, *arguments)
    if target is type and len(arguments) == 1:
        thing = things[0]
        if thing is not None and thing.kind == "object" and thing.cls is not None:
            return attributes.class_item(work, thing.cls)
        python = _PYTHON.get(thing.kind) if thing is not None else None
        return None if python is None else Known(python, name(python.__name__))
    if target is callable and not isinstance(arguments[0], Leaf | Ref):
        return of_constant(True)
    if target is len and known == [True]:
        thing = things[0]
        assert thing is not None
        if thing.kind == "object":
            method = attributes.of_class(work, arguments[0], "__len__")
            if method is None:
                raise NotUnfolded("the length of an object")
            return work.evaluate_call(work, method, [])
        if thing.kind in ("iterator", "late"):
            raise NotUnfolded("the length of an iterator")
        return of_constant(len(thing.parts))
    if target is next and known and known[0]:
        return _next(work, arguments)
    return _gone_through(work, target, arguments, keywords, known)


def _container(
    work: Work,
    target: Any,
    arguments: list[Item],
    keywords: dict[str, Item],
    known: list[bool],
) -> Item | None:
    kinds: dict[Any, Any] = {list: "list", tuple: "tuple", collections.deque: "deque"}
    kind = kinds.get(target, "dict")
    if target is collections.deque:
        most = keywords.get("maxlen", arguments[1] if len(arguments) > 1 else NONE)
        length: Any = most.constant if isinstance(most, Leaf) else UNKNOWN
        if length is UNKNOWN:
            raise NotUnfolded("a deque of unknown length")
        if arguments and not known[0]:
            raise NotUnfolded("a deque of unknown items")
        items = _items(work, arguments[0]) if arguments else []
        kept = items[-length:] if length else items
        return work.new(Thing("deque", in_order(kept), most=length))
    if not arguments:
        parts: dict[Any, Item] = {k: work.named(v, k) for k, v in keywords.items()}
        return work.new(Thing(kind, parts))
    if not known[0]:
        return None
    if kind == "dict":
        thing = work.thing(arguments[0])
        assert thing is not None
        if thing.kind == "dict":
            parts = dict(thing.parts)
        else:
            parts = {}
            for pair in _items(work, arguments[0]):
                key, value = _items(work, pair)
                found = containers.known_key(key)
                if found is UNKNOWN:
                    raise NotUnfolded("a key that is known only when the program runs")
                parts[found] = value
        parts |= {k: work.named(v, k) for k, v in keywords.items()}
        return work.new(Thing("dict", parts))
    return work.new(Thing(kind, in_order(_items(work, arguments[0]))))


def _items(work: Work, item: Item) -> list[Item]:
    found = iteration.items(work, item)
    if found is None:
        raise NotUnfolded("items of unknown number")
    return found


def _text(item: Item) -> str:
    if isinstance(item, Leaf) and isinstance(item.constant, str):
        return item.constant
    raise NotUnfolded("an attribute whose name is not known")


def _get(work: Work, arguments: list[Item]) -> Item:
    attribute = _text(arguments[1])
    asked = len(arguments) == 3 and work.thing(arguments[0]) is not None
    if asked and not _has(work, arguments[0], attribute):
        return arguments[2]
    node = gast.Attribute(constant(None), attribute, gast.Load())
    found = attributes.read(work, arguments[0], attribute, node)
    if isinstance(found, Method) and found.function in attributes.getters(
        work, arguments[0], attribute
    ):
        return work.evaluate_call(work, found, [])
    return found


def _has(work: Work, owner: Item, attribute: str) -> bool:
    thing = work.thing(owner)
    if thing is None or thing.kind != "object":
        raise NotUnfolded("whether there is an attribute")
    return attribute in thing.parts or hasattr(thing.cls, attribute)


_PYTHON = {"list": list, "tuple": tuple, "dict": dict, "deque": collections.deque}


def _instance(work: Work, item: Item, wanted: Item) -> Item | None:
    classes = [wanted]
    thing = work.thing(wanted)
    if thing is not None:
        classes = thing.items
    if not all(isinstance(c, Known) and isinstance(c.value, CLASSES) for c in classes):
        return None
    targets = tuple(c.value for c in classes)  # type: ignore[union-attr]  # known classes
    own = work.thing(item)
    if own is not None:
        cls = own.cls or _PYTHON.get(own.kind)
        return None if cls is None else of_constant(issubclass(cls, targets))
    if isinstance(item, Leaf) and item.constant is not UNKNOWN:
        return of_constant(isinstance(item.constant, targets))
    if isinstance(item, Leaf) and item.cls is not None:
        return of_constant(issubclass(item.cls, targets))
    if isinstance(item, Leaf):
        import numpy as np

        if item.array and np.ndarray in targets:
            return of_constant(True)
    return None


def _next(work: Work, arguments: list[Item]) -> Item:
    thing = work.thing(arguments[0])
    assert thing is not None
    if thing.rest is not None and len(arguments) == 1 and isinstance(arguments[0], Ref):
        work.put(arguments[0], thing.but(begun=thing.begun + 1))
        tree = expression("$x[$k]", x=thing.rest.tree, k=constant(thing.begun))
        return work.named(Leaf(tree), "item")
    if (
        thing.rest is not None
        or thing.kind not in ("iterator", "late")
        or not isinstance(arguments[0], Ref)
    ):
        raise NotUnfolded("next of what is no iterator")
    if thing.asked or thing.code is not None:
        raise NotUnfolded("an iterator that is being gone through")
    if not thing.parts:
        if len(arguments) == 2:
            return arguments[1]
        raise NotUnfolded("an iterator that is empty")
    if thing.noisy:
        raise NotUnfolded("a generator that changes something between its items")
    containers.check_sources(work, thing, thing.begun, thing.backwards)
    first, *rest = thing.items
    thing = thing.but(begun=thing.begun + 1)
    work.put(arguments[0], thing.but(parts=in_order(rest)))
    return work.usable(first)


def _gone_through(
    work: Work, target: Any, arguments: list[Item], keywords: dict[str, Item], known: list[bool]
) -> Item | None:
    """Functions of containers that are gone through."""
    if target in _AS_ASKED and any(containers.is_kept(work, a) for a in arguments):
        raise NotUnfolded("an iterator with a name that another one goes through")
    if target in _IN_TURN and any(t is not None and t.noisy for t in map(work.thing, arguments)):
        raise NotUnfolded("a generator that changes something between its items")
    if target is map and len(arguments) > 1 and all(known[1:]):
        lists = [_items(work, a) for a in arguments[1:]]
        found: list[Item] = []
        mark = work.mark()
        for group in zip(*lists, strict=False):
            with work.held(*found, *group):
                found.append(
                    work.named(work.evaluate_call(work, arguments[0], list(group)), "item")
                )
        return work.new(Thing("late", in_order(found), noisy=work.changed_since(mark)))
    if target is functools.reduce and len(arguments) > 1 and known[1]:
        return _reduced(
            work, arguments[0], arguments[1], [*arguments[2:], *_items(work, arguments[1])]
        )
    if target in (zip, enumerate, reversed, iter) and arguments:
        return _iterator(work, target, arguments, keywords, known)
    if target in _OF_POOLS and arguments:
        return _of_pools(work, target, arguments, keywords, known)
    if not arguments or not known[0]:
        return None
    if target is sum:
        return _sum(work, arguments, keywords)
    if target in (any, all) and len(arguments) == 1:
        truths = [truth(work, i) for i in _items(work, arguments[0])]
        if None in truths:
            raise NotUnfolded("conditions that only the program knows")
        return of_constant(target(truths))
    if target in (max, min) and len(arguments) == 1 and not keywords:
        thing = work.thing(arguments[0])
        if thing is not None and thing.kind in ("late", "iterator"):
            trees = [work.tree(i) for i in _items(work, arguments[0])]
            shown = gast.Tuple(trees, gast.Load())
            return Leaf(gast.Call(name(target.__name__), [shown], []))
    if target is sorted:
        raise NotUnfolded("an order that only the program knows")
    if target is itertools.pairwise:
        sources = containers.sources_of(work, arguments)
        items = _items(work, arguments[0])
        return _groups(work, itertools.pairwise(items), sources)
    if target is itertools.chain and all(known):
        sources = containers.sources_of(work, arguments)
        whole = [i for a in arguments for i in _items(work, a)]
        if sources:
            return work.new(Thing("late", in_order(whole)))
        return work.new(Thing("iterator", in_order(whole)))
    return None


def _of_pools(
    work: Work, target: Any, arguments: list[Item], keywords: dict[str, Item], known: list[bool]
) -> Item | None:
    """`itertools.combinations` and its like, which take all items before they give any."""
    count = len(arguments) if target is itertools.product else 1
    if not all(known[:count]):
        return None
    numbers = [_count(a) for a in arguments[count:]]
    given = {k: _count(v) for k, v in keywords.items()}
    pools = [_items(work, a) for a in arguments[:count]]
    groups = list(itertools.islice(target(*pools, *numbers, **given), _MOST_GROUPS + 1))
    if len(groups) > _MOST_GROUPS:
        raise NotUnfolded("a program that is too long when it is unfolded")
    return _groups(work, groups, ())


_MOST_GROUPS = 2000


def _count(item: Item) -> int:
    if isinstance(item, Leaf) and type(item.constant) is int:
        return item.constant
    raise NotUnfolded("groups of unknown size")


def _groups(work: Work, groups: Iterable[Iterable[Item]], sources: Any) -> Item:
    """An iterator that gives tuples."""
    made: list[Item] = [work.new(Thing("tuple", in_order(list(g)))) for g in groups]
    return work.new(Thing("iterator", in_order(made), sources=sources))


def _reduced(work: Work, function: Item, iterable: Item, items: list[Item]) -> Item:
    """`functools.reduce(function, iterable)`, call by call; the start is the first of the items."""
    if not items:
        raise NotUnfolded("a reduction of nothing")
    first, *rest = items
    through = work.thing(iterable)
    for number, item in enumerate(rest, start=1):
        with work.held(*rest[number:]):
            first = work.named(work.evaluate_call(work, function, [first, item]), "item")
    after = work.thing(iterable)
    if through is not None and after is not None and through.parts is not after.parts:
        raise NotUnfolded("a reduction that changes what it goes through")
    return first


def _sum(work: Work, arguments: list[Item], keywords: dict[str, Item]) -> Item:
    start = arguments[1] if len(arguments) > 1 else keywords.get("start", of_constant(0))
    items = _items(work, arguments[0])
    if all(isinstance(i, Leaf) for i in (*items, start)):
        trees = [work.tree(i) for i in items]
        given = [] if getattr(start, "constant", UNKNOWN) == 0 else [work.tree(start)]
        if given:
            trees = [given[0], *trees]
        if not trees:
            return of_constant(0)
        found = trees[0]
        for tree in trees[1:]:
            found = gast.BinOp(found, gast.Add(), tree)
        return Leaf(found)
    return _reduced(work, Known(operator.add), arguments[0], [start, *items])


def _iterator(
    work: Work, target: Any, arguments: list[Item], keywords: dict[str, Item], known: list[bool]
) -> Item | None:
    sources = containers.sources_of(work, arguments)
    if target is zip:
        if not all(known):
            if not any(known):
                return None
            raise NotUnfolded("items of known and of unknown number side by side")
        lists = [_items(work, a) for a in arguments]
        strict = keywords.get("strict", of_constant(False))
        if not isinstance(strict, Leaf) or strict.constant not in (True, False):
            raise NotUnfolded("a zip of which it is not known how strict it is")
        if strict.constant and len({len(items) for items in lists}) > 1:
            raise NotUnfolded("items of unequal number")
        return _groups(work, zip(*lists, strict=False), sources)
    if target is iter and isinstance(arguments[0], Leaf) and arguments[0].array:
        rest = work.named(arguments[0], "items")
        assert isinstance(rest, Leaf)
        return work.new(Thing("iterator", {}, rest=rest))
    if not known[0]:
        return None
    thing = work.thing(arguments[0])
    if thing is not None and thing.kind == "iterator" and target is iter:
        return arguments[0]
    backwards = thing is not None and thing.backwards
    items = _items(work, arguments[0])
    if target is enumerate:
        start = arguments[1] if len(arguments) > 1 else keywords.get("start", of_constant(0))
        first = start.constant if isinstance(start, Leaf) else UNKNOWN
        if type(first) is not int:
            raise NotUnfolded("a count that begins anywhere")
        items = [
            work.new(Thing("tuple", in_order([of_constant(k), i])))
            for k, i in enumerate(items, first)
        ]
    if target is reversed:
        items = items[::-1]
        backwards = True
    return work.new(Thing("iterator", in_order(items), sources=sources, backwards=backwards))


def _copied(work: Work, item: Item, deep: bool, seen: dict[int, Ref]) -> Item:
    thing = work.thing(item)
    if thing is None:
        if isinstance(item, Leaf) and item.constant is UNKNOWN and deep:
            if not item.array:
                raise NotUnfolded("a deep copy of what may be an array")
            call = gast.Call(gast.Attribute(work.tree(item), "copy", gast.Load()), [], [])
            return work.named(Leaf(call, array=True), "copied")
        return item
    if thing.running is not None:
        raise NotUnfolded("a copy of a list")
    if thing.cls is not None and any(
        inspect.getattr_static(thing.cls, m, None) is not None for m in ("__copy__", "__deepcopy__")
    ):
        raise NotUnfolded("a class that says how it is copied")
    assert isinstance(item, Ref)
    if item.thing in seen:
        return seen[item.thing]
    fresh = seen[item.thing] = work.new(thing.but(path=None))
    if deep:
        parts = {k: _copied(work, v, True, seen) for k, v in thing.parts.items()}
        work.put(fresh, thing.but(parts=parts, path=None))
    return fresh
