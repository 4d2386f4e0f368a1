"""A program that is being unfolded: its state, and the statements written so far."""

from __future__ import annotations

import builtins
import types
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from keyword import iskeyword
from typing import Any

import gast

from tangentgen.analysis.program import Program
from tangentgen.language import core
from tangentgen.language.free import free
from tangentgen.source.quote import as_target, constant, copy, name
from tangentgen.unfold.items import (
    UNKNOWN,
    Item,
    Known,
    Leaf,
    Lost,
    Needed,
    NotUnfolded,
    Ref,
    State,
    Thing,
)
from tangentgen.unfold.merging import leaves_in, reachable, uses

STEPS = 20_000  # statements followed, before it is given up


@dataclass(eq=False)
class Work:
    """Everything that is known while one function is unfolded."""

    program: Program
    entry: types.FunctionType
    evaluate: Callable[[Work, gast.expr], Item]
    run: Callable[[Work, core.Block], str | None]
    invoke: Callable[[Work, Item, list[Item], dict[str, Item], Any], Item]
    join: Callable[..., str | None]
    peels: bool
    state: State = field(default_factory=State)
    out: list[core.Statement] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)  # variables of the entry without a name so far
    hint: str = ""  # what the container at hand will be called
    holding: list[Item] = field(default_factory=list)  # evaluated, and not used yet
    notes: core.Notes = core.NOTHING
    numbers: int = 0
    places: int = 0  # of expressions that were written
    steps: int = 0
    functions: list[types.FunctionType] = field(default_factory=list)  # those that run
    locals: list[frozenset[str]] = field(default_factory=list)  # what these and those around bind
    # the texts of functions inside others, with what they and those around bind
    definitions: dict[int, tuple[Any, core.Function, frozenset[str]]] = field(default_factory=dict)
    parameters: dict[str, None] = field(default_factory=dict)  # of the entry
    changed: dict[str, None] = field(default_factory=dict)  # parts of arguments that are replaced
    loops: list[Any] = field(default_factory=list)
    unrolled: set[int] = field(default_factory=set)  # loops that have to be
    headed: dict[int, int] = field(default_factory=dict)  # loops of the text, and what they were
    countable: set[int] = field(default_factory=set)  # loops of so many trips
    branches: int = 0  # around the statement at hand, in all functions that run
    going: list[Any] = field(default_factory=list)  # the generators that run
    consuming: bool = False  # a call that goes through what it is given at once

    # statements

    def emit(self, statement: core.Statement) -> None:
        self.out.append(replace(statement, notes=self.notes))
        self.notes = core.Notes(origin=self.notes.origin)

    @contextmanager
    def writing(self) -> Iterator[list[core.Statement]]:
        """What is written goes into a block of its own."""
        outer, self.out = self.out, []
        try:
            yield self.out
        finally:
            self.out = outer

    def fresh(self, stem: str) -> str:
        if len(self.functions) == 1 and stem in self.own:
            self.own.discard(stem)
            return stem
        fits = stem.isidentifier() and not iskeyword(stem)
        if hasattr(builtins, stem):  # which what is written out may call
            self.taken.add(stem)
        return free(stem if fits else "item", self.taken)

    # things

    def number(self) -> int:
        self.numbers += 1
        return self.numbers

    def new(self, thing: Thing) -> Ref:
        number = self.number()
        self.state.things[number] = thing
        return Ref(number)

    def mark(self) -> tuple[int, dict[int, Thing]]:
        """What `changed_since` compares with."""
        return len(self.out), dict(self.state.things)

    def changed_since(self, mark: tuple[int, dict[int, Thing]]) -> bool:
        """Whether something was written, or a thing changed that was there."""
        count, before = mark
        there = [(t, self.state.things[n]) for n, t in before.items() if t.kind != "frame"]
        same = all(t.parts is now.parts and t.running is now.running for t, now in there)
        return len(self.out) != count or not same

    def call_thing(self, item: Item, called: str) -> None:
        """Parts of a container get names that begin with its first own name."""
        if isinstance(item, Ref):
            thing = self.state.things[item.thing]
            if not thing.called and thing.kind != "frame":
                self.state.things[item.thing] = thing.but(called=called)

    def part_name(self, thing: Thing, key: Hashable) -> str:
        """What a part of a container is called."""
        stem = f"{thing.called}_{key}" if thing.called else str(key)
        return stem if stem.isidentifier() else thing.called or "item"

    def item_name(self, hint: str, key: Hashable) -> str:
        """What an item of a container without a name so far is called."""
        stem = f"{hint}_{key}" if hint else "item"
        return stem if stem.isidentifier() else hint or "item"

    def thing(self, item: Item) -> Thing | None:
        return self.state.things[item.thing] if isinstance(item, Ref) else None

    def put(self, ref: Ref, thing: Thing) -> None:
        self.state.things[ref.thing] = thing

    def note_change(self, thing: Thing, key: Hashable) -> None:
        """A part of an argument that is replaced: nothing else may hold what holds it."""
        if thing.path is None:
            return
        part = f".{key}" if thing.kind == "object" else f"[{key!r}]"
        self.changed[f"{thing.path}{part} ="] = None

    # items and expressions

    @contextmanager
    def held(self, *items: Item) -> Iterator[None]:
        """While something else is evaluated, these are still to be used."""
        count = len(self.holding)
        self.holding += items
        try:
            yield
        finally:
            del self.holding[count:]

    def usable(self, item: Item | None) -> Item:
        if item is None:
            raise NotUnfolded("a variable without a value")
        if isinstance(item, Lost):
            raise Needed(item.loop)
        return item

    def tree(self, item: Item, fresh: bool = False) -> gast.expr:
        """The expression of an item; containers are written out."""
        match item:
            case Leaf():
                return copy(item.tree)
            case Known(tree=gast.AST() as tree):
                return copy(tree)
            case Ref():
                return display(self.state, item, fresh)
            case Lost():
                raise Needed(item.loop)
        raise NotUnfolded("a function where an expression is needed")

    def named(self, item: Item, stem: str) -> Item:
        """The item under a name, where it would be evaluated twice otherwise."""
        self.refuse_late(item)
        if not isinstance(item, Leaf) or item.atomic:
            return item
        if isinstance(item.tree, gast.Name):
            return replace(item, atomic=True)
        if isinstance(item.tree, gast.Slice | gast.Tuple):
            return Leaf(self.with_names(item.tree), item.constant, True)
        given = self.fresh(stem)
        self.emit(core.Assign(as_target(name(given)), copy(item.tree)))
        return Leaf(name(given), item.constant, True, item.array)

    def with_names(self, tree: gast.expr) -> gast.expr:
        """A place in an array whose parts have names: a section itself can't have one."""
        if tree is None or isinstance(tree, gast.Constant | gast.Name):
            return tree
        if isinstance(tree, gast.Slice):
            return gast.Slice(*[self.with_names(p) for p in (tree.lower, tree.upper, tree.step)])
        if isinstance(tree, gast.Tuple):
            return gast.Tuple([self.with_names(p) for p in tree.elts], gast.Load())
        return self.tree(self.named(Leaf(tree), "index"))

    def refuse_late(self, item: Item) -> None:
        thing = self.thing(item)
        if thing is not None and thing.kind == "late":
            raise NotUnfolded("a generator that is kept")
        if isinstance(item, Leaf) and isinstance(item.tree, gast.GeneratorExp):
            raise NotUnfolded("a generator that is kept")

    def evaluate_call(self, work: Work, function: Item, arguments: list[Item]) -> Item:
        return self.invoke(work, function, arguments, {}, None)

    def jump(self, how: str) -> None:
        """A `break` or `continue` at the end of the block that is being written."""
        if not self.loops or self.loops[-1] is None:
            raise NotUnfolded("a jump out of a loop that is written out")
        mark = core.Break() if how == "break" else core.Continue()
        self.out.append(mark)
        self.loops[-1].jumps.append((mark, self.state.copy()))

    def is_used(self, given: str, but: int) -> bool:
        """Whether a name stands in more places than one, or is about to be used."""
        if given in self.parameters and but == 0:
            return True
        held = {n.id for i in self.holding for x in leaves_in(i) for n in gast.walk(x.tree)
                if isinstance(n, gast.Name)}  # fmt: skip
        inside = reachable(self.state, self.holding)
        own = uses(State({n: self.state.things[n] for n in self.state.things}, self.state.frames))
        within = {
            n.id
            for number in inside
            for item in self.state.things[number].parts.values()
            for x in leaves_in(item)
            for n in gast.walk(x.tree)
            if isinstance(n, gast.Name)
        }
        reached = reachable(self.state, [Ref(f) for f in self.state.frames])
        return own[given] > but or given in held or (given in within and not inside <= reached)

    def assigned(self, item: Item, stem: str, old: Item | None) -> Item:
        """The item as a variable or an attribute keeps it; `old` is what that held before."""
        self.refuse_late(item)
        if not isinstance(item, Leaf) or item.atomic:
            return item
        if isinstance(item.tree, gast.Name):
            return replace(item, atomic=True)
        known = old.tree.id if isinstance(old, Leaf) and isinstance(old.tree, gast.Name) else None
        reused = known is not None and is_numbered(known, stem) and not self.is_used(known, 1)
        given = known if known is not None and reused else self.fresh(stem)
        self.emit(core.Assign(as_target(name(given)), copy(item.tree)))
        return Leaf(name(given), UNKNOWN, True, item.array)


def is_numbered(given: str, stem: str) -> bool:
    """Whether a name is another one, perhaps with a number.

    >>> is_numbered("v2", "v"), is_numbered("v_W12", "v_W1"), is_numbered("value", "v")
    (True, True, False)
    """
    return given.startswith(stem) and (given == stem or given[len(stem) :].isdigit())


def display(state: State, item: Item, fresh: bool) -> gast.expr:
    """A container as it is written; where it is kept, nobody else may hold it."""
    match item:
        case Leaf():
            return copy(item.tree)
        case Known(tree=gast.AST() as tree):
            return copy(tree)
        case Lost():
            raise Needed(item.loop)
        case Ref():
            pass
        case _:
            raise NotUnfolded("a function in a container")
    thing = state.things[item.thing]
    if thing.running is not None:
        return copy(thing.running.tree)
    if fresh and thing.kind != "tuple" and holders(state, item.thing) > 1:
        raise NotUnfolded("a container that is held twice")
    parts = [display(state, part, fresh) for part in thing.parts.values()]
    if thing.names:
        raise NotUnfolded("a named tuple where an expression is needed")
    match thing.kind:
        case "list" | "deque":
            return gast.List(parts, gast.Load())
        case "tuple":
            return gast.Tuple(parts, gast.Load())
        case "dict" if thing.factory is None:
            return gast.Dict([constant(k) for k in thing.parts], parts)
    raise NotUnfolded("an object where an expression is needed")


def holders(state: State, number: int) -> int:
    """How many places hold a thing."""
    return sum(
        isinstance(part, Ref) and part.thing == number
        for inner in reachable(state, [Ref(f) for f in state.frames])
        for part in state.things[inner].parts.values()
    )
