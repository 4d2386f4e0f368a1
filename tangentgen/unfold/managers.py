"""`with`: of a class or a generator of the user's, what they do when it is entered and left.

with Tape() as tape:                     tape = Tape()
    y = tape.record(x * x)     becomes   y = tape.record(x * x)

before both lose their objects. An exception leaves the derivative as it leaves the function: what
is done at the end counts only where it is seen from outside, and then it stands in a `finally`.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace

import gast
import numpy as np

from tangentgen.analysis.managers import class_may_swallow
from tangentgen.language import core
from tangentgen.unfold import attributes, generators, iteration
from tangentgen.unfold.items import NONE, Item, Known, NotUnfolded, Ref, Thing
from tangentgen.unfold.work import Work

_LETS_THROUGH = (np.errstate, np.printoptions, contextlib.nullcontext)


def managed(work: Work, statement: core.With) -> str | None:
    """How a block under a context manager ends."""
    context = statement.context
    if isinstance(context, gast.Call) and isinstance(context.func, gast.Name | gast.Attribute):
        known = work.evaluate(work, context.func)
        if isinstance(known, Known) and any(known.value is m for m in _LETS_THROUGH):
            return _as_it_stands(work, statement)
    item = work.evaluate(work, context)
    thing = work.thing(item)
    if isinstance(item, Ref) and thing is not None and isinstance(thing.code, generators.Code):
        return _by_generator(work, statement, item, thing)
    if thing is not None and thing.kind == "object" and thing.cls is not None:
        return _by_class(work, statement, item, thing.cls)
    raise NotUnfolded("a context manager that may swallow an exception")


def _as_it_stands(work: Work, statement: core.With) -> str | None:
    if statement.target is not None:
        raise NotUnfolded("a context manager with a name")
    tree, notes = work.tree(work.evaluate(work, statement.context)), work.notes
    with work.writing() as written:
        ended = work.run(work, statement.body)
    if ended is not None:
        raise NotUnfolded("a jump out of `with`")
    work.notes = notes
    work.emit(core.With(tree, None, tuple(written) or (core.Pass(),)))
    return None


def _by_class(work: Work, statement: core.With, item: Item, cls: type) -> str | None:
    enter, leave = (attributes.of_class(work, item, m) for m in ("__enter__", "__exit__"))
    if enter is None or leave is None or class_may_swallow(cls):
        raise NotUnfolded("a context manager that may swallow an exception")
    with work.held(item):
        entered = work.evaluate_call(work, enter, [])
        if statement.target is not None:
            iteration.bind(work, statement.target, entered)
        with work.writing() as written:
            ended = work.run(work, statement.body)
        notes = work.notes
        with work.writing() as left:
            work.evaluate_call(work, leave, [NONE, NONE, NONE])
    if ended not in (None, "return") or (ended == "return" and left):
        raise NotUnfolded("a jump out of `with`")
    if _is_seen(tuple(left)):
        work.notes = notes
        work.emit(core.Try(tuple(written) or (core.Pass(),), final=tuple(left)))
    else:
        work.out += [*written, *left]
    return ended


def _is_seen(block: core.Block) -> bool:
    """Whether statements do more than give names to what they compute."""
    return any(
        not isinstance(s, core.If | core.Pass)
        and not (
            isinstance(s, core.Assign | core.Augment)
            and isinstance(s.target, gast.Name | gast.Tuple)
        )
        for s in core.walk(block)
    )


def _by_generator(work: Work, statement: core.With, item: Ref, thing: Thing) -> str | None:
    """A function under `@contextlib.contextmanager`: the block stands where it yields."""
    code = thing.code
    if not code.manager:
        raise NotUnfolded("a generator that is no context manager")
    body, finally_ = _without_final(code.tree.body)
    found = body[0].target.id  # type: ignore[attr-defined]  # of the list that it fills
    hands_on = [s for s in core.walk(body) if generators.hands_on(s, found)]
    if len(hands_on) != 1 or hands_on[0] not in body:
        raise NotUnfolded("a context manager that yields in a branch")
    marks: list[int] = []

    def block(entered: Item) -> str | None:
        if statement.target is not None:
            iteration.bind(work, statement.target, entered)
        if work.run(work, statement.body) is not None:
            raise NotUnfolded("a jump out of `with`")
        marks.append(len(work.out))
        return None

    tree = replace(code.tree, body=body)
    work.put(item, thing.but(code=replace(code, tree=tree)))
    generators.gone_through(work, item, block)
    if finally_ and _is_seen(tuple(work.out[marks[0] :])):
        raise NotUnfolded("a context manager that does something when it is left")
    return None


def _without_final(body: core.Block) -> tuple[core.Block, bool]:
    """The statements with those of `try: ... finally: ...` one after the other."""
    out: list[core.Statement] = []
    for statement in body:
        if isinstance(statement, core.Try) and not statement.handlers:
            out += [*statement.body, *statement.orelse, *statement.final]
        else:
            out.append(statement)
    return tuple(out), len(out) != len(body)
