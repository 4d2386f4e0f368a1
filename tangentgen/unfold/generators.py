"""Generator functions: what is done with each item is written where the function yields it.

A generator runs when it is asked: between two items the statements of the loop that goes through
it stand, in the order in which Python runs them.
"""

from __future__ import annotations

import contextlib
import inspect
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.listed import endless
from tangentgen.source.quote import as_target, constant, name
from tangentgen.unfold import attributes, iteration
from tangentgen.unfold.items import Item, Method, NotUnfolded, Ref, Thing, of_constant
from tangentgen.unfold.work import Work

_MADE_BY_DECORATOR = contextlib.contextmanager(lambda: iter(())).__code__
OneItem = Callable[[Item], str | None]


class _Left(Exception):
    """A loop is left while its generator runs, which nobody asks again."""

    def __init__(self, going: Going, how: str) -> None:
        super().__init__(how)
        self.going, self.how = going, how


@dataclass(frozen=True, eq=False)
class Code:
    """A generator function that is called: its statements, which append to a list as it yields."""

    function: types.FunctionType
    tree: core.Function
    locals: frozenset[str]
    parent: int | None
    manager: bool  # made by `contextlib.contextmanager`


@dataclass(frozen=True, eq=False)
class Going:
    """A generator that runs, by its variables and its list, and what is done with each item."""

    frame: int
    found: str
    each: OneItem
    outer: int  # the variables of the function that goes through it
    functions: list[types.FunctionType]
    locals: list[frozenset[str]]
    out: list[core.Statement]  # the block that it is written into


def of_manager(function: Any) -> types.FunctionType | None:
    """The generator function under `@contextmanager`."""
    inner = getattr(function, "__wrapped__", None)
    made = getattr(function, "__code__", None) is _MADE_BY_DECORATOR
    return inner if made and isinstance(inner, types.FunctionType) else None


def begun(work: Work, code: Code, given: dict[str, Item]) -> Item:
    """A generator that nobody has asked yet, or a context manager that is not entered."""
    parts: dict[Any, Item] = {}
    with work.held(*given.values()):
        for parameter, item in given.items():
            parts[parameter] = work.named(item, parameter)
    return work.new(Thing("late", parts, code=code, noisy=True))


def generator_of(work: Work, item: Item) -> Ref | None:
    """The generator that a loop over this goes through; None where there is none."""
    thing = work.thing(item)
    if thing is not None and thing.kind == "object":
        method = attributes.of_class(work, item, "__iter__")
        if not isinstance(method, Method) or not inspect.isgeneratorfunction(method.function):
            return None
        item = work.evaluate_call(work, method, [])
        thing = work.thing(item)
    fits = thing is not None and thing.code is not None and not thing.code.manager
    return item if fits and isinstance(item, Ref) else None


def gone_through(work: Work, generator: Ref, each: OneItem) -> str | None:
    """The statements of a generator, with what is done with each item where it yields it.

    How that leaves the generator, if it does.
    """
    thing = work.state.things[generator.thing]
    code = thing.code
    assert isinstance(code, Code)
    first = code.tree.body[0]
    assert isinstance(first, core.Assign) and isinstance(first.target, gast.Name)
    around = (work.state.frames[-1], list(work.functions), list(work.locals))
    with _inside(work, code, thing) as frame:
        going = Going(frame, first.target.id, each, *around, work.out)
        work.going.append(going)
        try:
            ended = work.run(work, code.tree.body)
        except _Left as left:
            if left.going is not going:
                raise
            work.state.frames = work.state.frames[: work.state.frames.index(frame) + 1]
            return left.how
        finally:
            work.going.remove(going)
        if ended not in (None, "return"):
            raise NotUnfolded("a generator that is left on one way only")
    return None


def collected(work: Work, generator: Ref) -> Item:
    """The list of all items, of a generator that is gone through at once."""
    from tangentgen.unfold.calls import RETURNED  # which begins generators

    thing = work.state.things[generator.thing]
    code = thing.code
    assert isinstance(code, Code)
    if code.manager or endless(code.tree) is not None:
        raise NotUnfolded("a generator that is not gone through to its end")
    with _inside(work, code, thing) as frame:
        ended = work.run(work, code.tree.body)
        if ended != "return":
            raise NotUnfolded("a generator that is left on one way only")
        found = work.usable(work.state.things[frame].parts.get(RETURNED))
    return found


@contextmanager
def _inside(work: Work, code: Code, thing: Thing) -> Iterator[int]:
    """In the variables of a generator."""
    frame = work.number()
    work.state.things[frame] = Thing("frame", dict(thing.parts), parent=code.parent)
    work.state.frames = (*work.state.frames, frame)
    work.functions.append(code.function)
    work.locals.append(code.locals)
    branches, work.branches = work.branches, 0
    try:
        yield frame
    finally:
        work.functions.pop()
        work.locals.pop()
        work.branches = branches
    work.state.frames = work.state.frames[:-1]


def hands_on(statement: core.Statement, found: str) -> bool:
    """Whether it appends to the list of what is yielded."""
    match statement:
        case core.Evaluate(
            value=gast.Call(func=gast.Attribute(value=gast.Name(id=owner), attr="append"))
        ):
            return bool(owner == found)
    return False


def yields(work: Work, statement: core.Evaluate) -> bool:
    """Hands an item on; False where the statement is not one that yields."""
    frame = work.state.frames[-1]
    going = next((g for g in work.going if g.frame == frame), None)
    if going is None:
        return False
    if not hands_on(statement, going.found):
        return False
    item = work.evaluate(work, statement.value.args[0])
    functions, own, notes = work.functions, work.locals, work.notes
    work.functions, work.locals = list(going.functions), list(going.locals)
    work.state.frames = (*work.state.frames, going.outer)
    work.loops.append(None)  # a jump would be one out of the generator's own loops
    try:
        left = going.each(item)
    finally:
        work.loops.pop()
        work.functions, work.locals = functions, own
    if left is not None:
        if work.out is not going.out:
            raise NotUnfolded("a loop that is left on one way only")
        raise _Left(going, left)
    work.notes = core.Notes(origin=notes.origin)
    work.state.frames = work.state.frames[:-1]
    return True


def loop(work: Work, statement: core.For, generator: Ref) -> str | None:
    """A loop over a generator; how it ends, if by a return."""

    def turn(item: Item) -> str | None:
        iteration.bind(work, statement.target, item)
        return _turn(work, statement)

    ended = gone_through(work, generator, turn)
    return None if ended == "break" else ended


def _turn(work: Work, statement: core.For) -> str | None:
    ended = work.run(work, statement.body)
    if ended in ("some", "gone"):
        raise NotUnfolded("a jump out of a loop that is written out")
    return None if ended == "continue" else ended


def counted(work: Work, statement: core.For, generator: Ref, start: Item) -> str | None:
    """A loop over `enumerate` of a generator."""
    from tangentgen.unfold.expressions import binary  # which calls what is here

    target = statement.target
    if not isinstance(target, gast.Tuple | gast.List) or len(target.elts) != 2:
        raise NotUnfolded("a count that is kept with its item")
    number = f"number{work.number()}"  # a variable that the loop has beside the function's own
    iteration.bind(work, as_target(name(number)), start)

    def turn(item: Item) -> str | None:
        with work.held(item):
            count = work.usable(work.state.things[work.state.frames[-1]].parts.get(number))
            iteration.bind(work, target.elts[0], count)
            more = binary(work, gast.Add(), count, of_constant(1), constant(None))
            iteration.bind(work, as_target(name(number)), more)
        iteration.bind(work, target.elts[1], item)
        return _turn(work, statement)

    ended = gone_through(work, generator, turn)
    frame = Ref(work.state.frames[-1])
    thing = work.state.things[frame.thing]
    work.put(frame, thing.but(parts={k: v for k, v in thing.parts.items() if k != number}))
    return None if ended == "break" else ended
