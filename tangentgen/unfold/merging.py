"""Two states become one: where two branches meet, and where a loop begins again.

Things are paired one to one, beginning with the running functions' variables; what two paired
things hold under a key gets one name, which each side assigns at its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from keyword import iskeyword

import gast

from tangentgen.language import core
from tangentgen.source.quote import as_target, copy, name
from tangentgen.unfold.items import (
    Item,
    Leaf,
    Lost,
    Made,
    Method,
    NotUnfolded,
    Part,
    Ref,
    State,
    Thing,
    same_tree,
)

Display = Callable[[State, Item, bool], gast.expr]


class Merge:
    """The state after one of two ways: `one` is what a loop begins with, or the first branch."""

    def __init__(
        self,
        one: State,
        other: State,
        *,
        fresh: Callable[[str], str],
        display: Display,
        held: set[str],
        loop: int = 0,
        head: set[str] | None = None,
        lost_if_none: bool = False,
        unset: bool = True,
        sure: bool = False,
    ) -> None:
        self.sides = (one, other)
        self.result = one.copy()
        self.fresh, self.display, self.held = fresh, display, held
        self.loop, self.head = loop, head  # the names that the head of the loop has by now
        self.lost_if_none = lost_if_none
        self.unset = unset  # what has no value on the first way has that of the other afterwards
        self.sure = sure  # that the other way was taken
        self.adopted: list[Ref] = []
        self.pairs: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.copies: tuple[list[tuple[str, gast.expr]], ...] = ([], [])
        self.arrays: set[str] = set()
        self.todo: list[tuple[int, int]] = []
        self.uses = (uses(one), uses(other))
        self.changed = False  # the first side's things: what ran with them has to run again
        self.joined: dict[tuple[str, str], Leaf] = {}

    def run(self) -> State:
        one, other = self.sides
        if one.frames != other.frames:
            raise NotUnfolded("functions that return on one way only")
        for frame in one.frames:
            self.pair(frame, frame)
        while self.todo:
            self.things(*self.todo.pop())
        self.adopt()
        return self.result

    def adopt(self) -> None:
        """What is bound on the other way only: without it, its variable has no value at all."""
        other = self.sides[1]
        for number in sorted(reachable(other, list(self.adopted))):
            if number in self.back:
                if self.back[number] != number:
                    raise NotUnfolded("a new name of something old, on one way only")
                continue
            thing = other.things[number]
            if thing.kind == "frame":
                raise NotUnfolded("a function that is made on one way only")
            if number in self.sides[0].things and self.sides[0].things[number] is not thing:
                raise NotUnfolded("a new name of something old, on one way only")
            self.result.things[number] = thing

    def pair(self, a: int, b: int) -> bool:
        if self.pairs.get(a, b) != b or self.back.get(b, a) != a:
            return False
        if a not in self.pairs:
            self.pairs[a], self.back[b] = b, a
            self.todo.append((a, b))
        return True

    def things(self, a: int, b: int) -> None:
        one, other = self.sides[0].things[a], self.sides[1].things[b]
        if one.running is not None or other.running is not None:
            self.in_text(a, one, b, other)
            return
        if (one.rest, one.begun) != (other.rest, other.begun):
            raise NotUnfolded("iterators that are at other places")
        if one.kind == "iterator" and len(one.parts) != len(other.parts):
            raise NotUnfolded("iterators that are at other places")
        if one.kind in ("list", "deque", "tuple") and len(one.parts) != len(other.parts):
            self.in_text(a, one, b, other)
            return
        if one.kind == "dict" and list(one.parts) != list(other.parts):
            self.in_text(a, one, b, other)
            return
        if (one.parent is None) != (other.parent is None):
            raise NotUnfolded("functions of other places")
        if one.parent is not None and not self.pair(one.parent, other.parent or 0):
            raise NotUnfolded("functions of other places")
        parts: dict[Hashable, Item] = {}
        for key in {**one.parts, **other.parts}:
            left, right = one.parts.get(key), other.parts.get(key)
            if left is None and not self.unset:
                continue
            named = isinstance(key, str) and key.isidentifier() and not iskeyword(key)
            stem = str(key) if named else "result" if key == "return" else "item"
            parts[key] = self.items(left, right, stem)
            if left is not parts[key] and not (
                isinstance(left, Lost) and isinstance(parts[key], Lost)
            ):
                self.changed = True
        self.result.things[a] = one.but(parts=parts)

    def items(self, a: Item | None, b: Item | None, stem: str) -> Item:
        if a is None or b is None:
            found = b if a is None else a
            if a is None and isinstance(b, Ref):
                self.adopted.append(b)
                return b
            named = isinstance(found, Leaf) and isinstance(found.tree, gast.Name)
            named = named or (self.sure and a is None and isinstance(b, Leaf) and b.atomic)
            return found if named and found is not None else Lost(self.loop)
        if isinstance(a, Lost):
            return a
        match a, b:
            case Leaf(), Leaf():
                return self.leaves(a, b, stem)
            case Ref(), Ref():
                one, other = self.sides[0].things[a.thing], self.sides[1].things[b.thing]
                alike = one.kind == other.kind and one.cls is other.cls and one.names == other.names
                return a if alike and self.pair(a.thing, b.thing) else Lost(self.loop)
            case Made(), Made() if a.node is b.node and len(a.defaults) == len(b.defaults):
                if not self.pair(a.frame, b.frame):
                    return Lost(self.loop)
                pairs = zip(a.defaults, b.defaults, strict=True)
                kept = tuple((n, self.items(x, y, n)) for (n, x), (_, y) in pairs)
                return a if kept == a.defaults else Made(a.node, a.frame, a.outer, kept)
            case Method(), Method() if a.function is b.function:
                owner = self.items(a.owner, b.owner, "owner")
                return a if owner is a.owner else Method(a.function, owner)
        return a if a == b and not isinstance(a, Part) else Lost(self.loop)

    def leaves(self, a: Leaf, b: Leaf, stem: str) -> Item:
        if same_tree(a.tree, b.tree):
            return a
        if self.lost_if_none and (a.constant is None) != (b.constant is None):
            return Lost(self.loop)
        key = (gast.dump(a.tree), gast.dump(b.tree))
        if key in self.joined:
            return self.joined[key]
        array = a.array and b.array
        moved = {given for given, _ in self.copies[1]}
        old = a.tree.id if isinstance(a.tree, gast.Name) else None
        if old is not None and old in (self.head or ()) and old not in moved:
            self.copies[1].append((old, b.tree))
            if a.array and not array:
                self.changed = True
                a = Leaf(a.tree, atomic=True)
            self.joined[key] = a
            return a
        target = self.target(a, b, stem)
        if not (isinstance(a.tree, gast.Name) and a.tree.id == target):
            self.copies[0].append((target, a.tree))
        if not (isinstance(b.tree, gast.Name) and b.tree.id == target):
            self.copies[1].append((target, b.tree))
        if self.head is not None:
            self.head.add(target)
        found = self.joined[key] = Leaf(name(target), atomic=True, array=array)
        self.changed = True
        return found

    def target(self, a: Leaf, b: Leaf, stem: str) -> str:
        """A name that nothing else goes by."""
        for tree, own, there in ((a.tree, *self.uses), (b.tree, *reversed(self.uses))):
            given = tree.id if isinstance(tree, gast.Name) else None
            free = given is not None and given not in self.held and self.may_take(given)
            if given is not None and free and own[given] <= 1 and not there[given]:
                return str(given)
        tree = b.tree if isinstance(b.tree, gast.Name) else a.tree
        return self.fresh(tree.id if isinstance(tree, gast.Name) else stem)

    def may_take(self, given: str) -> bool:
        taken = {t for side in self.copies for t, _ in side}
        return given not in taken and given not in (self.head or ())

    def in_text(self, a: int, one: Thing, b: int, other: Thing) -> None:
        """Containers of which only the text knows how much they hold."""
        if one.kind not in ("list", "dict", "deque") or one.most != other.most:
            raise NotUnfolded("objects that have other parts on another way")
        if one.running is not None and other.running is not None:
            if not same_tree(one.running.tree, other.running.tree):
                raise NotUnfolded("containers that change places")
            return
        if one.running is not None:
            given = one.running.tree.id
        elif other.running is not None:
            given = other.running.tree.id
        else:
            given = self.fresh({"dict": "table"}.get(one.kind, "items"))
        for side, (number, thing) in enumerate(((a, one), (b, other))):
            if thing.running is None:
                shown = self.display(self.sides[side], Ref(number), True)
                self.copies[side].append((given, shown))
        running = Leaf(name(given), atomic=True)
        self.changed = self.changed or one.running is None
        self.result.things[a] = one.but(parts={}, running=running)


def uses(state: State) -> Counter[str]:
    """How many places each name of the text stands in."""
    found: Counter[str] = Counter()
    for number in reachable(state, [Ref(f) for f in state.frames]):
        thing = state.things[number]
        for own in (thing.running, thing.rest):
            if own is not None:
                found.update(n.id for n in gast.walk(own.tree) if isinstance(n, gast.Name))
        for item in thing.parts.values():
            for leaf in leaves_in(item):
                for node in gast.walk(leaf.tree):
                    if isinstance(node, gast.Name):
                        found[node.id] += 1
    return found


def leaves_in(item: Item) -> Iterator[Leaf]:
    match item:
        case Leaf():
            yield item
        case Method(owner=owner):
            yield from leaves_in(owner)
        case Made(defaults=defaults):
            for _, default in defaults:
                yield from leaves_in(default)
        case Part():
            for inner in (item.function, *item.arguments, *(v for _, v in item.keywords)):
                yield from leaves_in(inner)


def reachable(state: State, roots: list[Item]) -> set[int]:
    """The things that can be reached from some items."""
    found: set[int] = set()
    todo = list(roots)
    while todo:
        item = todo.pop()
        match item:
            case Ref(thing=number) | Made(frame=number):
                if number not in found and number in state.things:
                    found.add(number)
                    todo += state.things[number].parts.values()
                    if state.things[number].parent is not None:
                        todo.append(Ref(state.things[number].parent or 0))
                    if state.things[number].factory is not None:
                        todo.append(state.things[number].factory)  # type: ignore[arg-type]  # not None
                if isinstance(item, Made):
                    todo += (d for _, d in item.defaults)
            case Method(owner=owner):
                todo.append(owner)
            case Part():
                todo += (item.function, *item.arguments, *(v for _, v in item.keywords))
    return found


def assignments(copies: list[tuple[str, gast.expr]]) -> list[core.Statement]:
    """Names assigned at once: side by side where one is read by another."""
    targets = {t for t, _ in copies}
    read = {n.id for _, v in copies for n in gast.walk(v) if isinstance(n, gast.Name)}
    if len(copies) > 1 and targets & read:
        to = gast.Tuple([as_target(name(t)) for t, _ in copies], gast.Store())
        return [core.Assign(to, gast.Tuple([copy(v) for _, v in copies], gast.Load()))]
    return [core.Assign(as_target(name(t)), copy(v)) for t, v in copies]
