"""Comprehensions: turn by turn where their items are known, else as they stand or as loops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.source.quote import as_target, copy, name
from tangentgen.unfold import containers, iteration
from tangentgen.unfold.items import (
    UNKNOWN,
    Item,
    Leaf,
    NotUnfolded,
    Ref,
    Thing,
    in_order,
)
from tangentgen.unfold.truth import truth
from tangentgen.unfold.work import Work


def made(work: Work, node: Any) -> Item:
    """The container that a comprehension makes."""
    if isinstance(node, gast.SetComp):
        raise NotUnfolded("a set")
    hint, work.hint = work.hint, ""
    frame = work.state.frames[-1]
    own = [n for g in node.generators for n in target_names(g.target)]
    before = work.state.things[frame].parts
    shadowed = {n: before.get(n) for n in own}
    entries: list[tuple[Any, Item]] = []
    mark = work.mark()
    consuming, work.consuming = work.consuming, False  # what is inside is asked item by item
    try:
        back = _way_back(work)
        with work.writing() as written:
            iterable = work.evaluate(work, node.generators[0].iter)
            thing = work.thing(iterable)
            if thing is not None and thing.noisy:
                raise NotUnfolded("an iterator that changes something between its items")
            kept = containers.is_kept(work, iterable)
            first = iteration.items(work, iterable)
        if first is None:
            back()  # it is evaluated there
            return _running(work, node, own, consuming)
        work.out += written
        if not kept:
            _turns(work, node, 0, entries, first, hint)
        else:
            _with_its_items(work, iterable, lambda: _turns(work, node, 0, entries, first, hint))
    finally:
        work.consuming = consuming
        thing = work.state.things[frame]
        parts = {k: v for k, v in thing.parts.items() if k not in shadowed}
        parts |= {k: v for k, v in shadowed.items() if v is not None}
        work.put(Ref(frame), thing.but(parts=parts))
    if isinstance(node, gast.DictComp):
        return work.new(Thing("dict", dict(entries)))
    kind: Any = "late" if isinstance(node, gast.GeneratorExp) else "list"
    items = in_order([item for _, item in entries])
    return work.new(Thing(kind, items, noisy=kind == "late" and work.changed_since(mark)))


def _with_its_items(work: Work, iterator: Item, turns: Callable[[], None]) -> None:
    """The turns for the items of an iterator with a name, which nobody may ask meanwhile."""
    assert isinstance(iterator, Ref)
    empty = work.state.things[iterator.thing]
    work.put(iterator, empty.but(asked=True))
    turns()
    work.put(iterator, empty)


def _turns(
    work: Work,
    node: Any,
    depth: int,
    entries: list[tuple[Any, Item]],
    items: list[Item],
    hint: str,
) -> None:
    generator = node.generators[depth]
    with work.held(*items, *(item for _, item in entries)):
        for item in items:
            iteration.bind(work, generator.target, item)
            tests = [truth(work, work.evaluate(work, test)) for test in generator.ifs]
            if None in tests:
                raise NotUnfolded("a condition in a comprehension")
            if not all(tests):
                continue
            if depth + 1 < len(node.generators):
                inner = work.evaluate(work, node.generators[depth + 1].iter)
                found = iteration.items(work, inner)
                if found is None:
                    raise NotUnfolded("items of unknown number")
                _turns(work, node, depth + 1, entries, found, hint)
                continue
            with work.held(*(i for _, i in entries)):
                key: Any = None
                if isinstance(node, gast.DictComp):
                    key = work.evaluate(work, node.key)
                    key = key.constant if isinstance(key, Leaf) else UNKNOWN
                    if key is UNKNOWN:
                        raise NotUnfolded("a key that is known only when the program runs")
                value = node.value if isinstance(node, gast.DictComp) else node.elt
                stem = work.item_name(hint, len(entries) if key is None else key)
                entries.append((key, work.named(work.evaluate(work, value), stem)))


def _way_back(work: Work) -> Callable[[], None]:
    """Undoes what an evaluation has changed, but for what it has written."""
    things, taken, numbers = dict(work.state.things), set(work.taken), work.numbers
    own, notes = set(work.own), work.notes

    def back() -> None:
        work.state.things, work.taken, work.numbers = things, taken, numbers
        work.own, work.notes = own, notes

    return back


def _running(work: Work, node: Any, own: list[str], consuming: bool) -> Item:
    """As it stands, where nothing in it has to be written before; else as a loop."""
    before, back = dict(work.state.things), _way_back(work)
    with work.writing() as written:
        try:
            found: Item | None = _as_it_stands(work, node, own)
        except NotUnfolded:
            found = None
    same = all(work.state.things[n] is thing for n, thing in before.items()
               if n != work.state.frames[-1])  # fmt: skip
    if found is not None and not written and same:
        return found
    back()
    if isinstance(node, gast.DictComp):
        raise NotUnfolded("a dict of unknown keys")
    if isinstance(node, gast.GeneratorExp) and not consuming:
        raise NotUnfolded("a generator that is kept")
    given = work.fresh("collected")
    listed = gast.Call(gast.Attribute(name(given), "append", gast.Load()), [node.elt], [])
    block: core.Block = (core.Evaluate(listed),)
    for generator in reversed(node.generators):
        for test in reversed(generator.ifs):
            block = (core.If(test, block),)
        block = (core.For(generator.target, generator.iter, block),)
    work.run(work, (core.Assign(as_target(name(given)), gast.List([], gast.Load())), *block))
    return work.usable(work.state.things[work.state.frames[-1]].parts.get(given))


def _as_it_stands(work: Work, node: Any, own: list[str]) -> Leaf:
    frame = work.state.frames[-1]
    new = {n: work.fresh(n) for n in own}
    generators = []
    for generator in node.generators:
        iterable = work.tree(work.evaluate(work, generator.iter))
        parts = {n: Leaf(name(new[n]), atomic=True) for n in target_names(generator.target)}
        thing = work.state.things[frame]
        work.put(Ref(frame), thing.but(parts={**thing.parts, **parts}))
        tests = [work.tree(work.evaluate(work, test)) for test in generator.ifs]
        target = _renamed(copy(generator.target), new)
        generators.append(gast.comprehension(target, iterable, tests, 0))
    if isinstance(node, gast.DictComp):
        key = work.tree(work.evaluate(work, node.key))
        return Leaf(gast.DictComp(key, work.tree(work.evaluate(work, node.value)), generators))
    return Leaf(type(node)(work.tree(work.evaluate(work, node.elt)), generators))


def _renamed(target: Any, new: dict[str, str]) -> Any:
    for node in gast.walk(target):
        if isinstance(node, gast.Name):
            node.id = new.get(node.id, node.id)
    return target
