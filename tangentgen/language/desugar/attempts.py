"""A `try` around a loop, or around another `try`, as a `try` around each part that may raise.

What stands in the body of a `try` with handlers is afterwards a run of simple statements, of
which it can be counted how many were done; a handler's own statements follow behind.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import gast
import numpy as np

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, copy, expression, name

_HARMLESS: tuple[Any, ...] = (
    np.errstate,
    np.printoptions,
    contextlib.nullcontext,
    warnings.catch_warnings,
)
"""Context managers to which an exception in their block makes no difference."""

Live = Callable[[gast.expr], Any]


@dataclass(frozen=True)
class _Catch:
    """A handler: what it catches, and what it says when it has."""

    kind: gast.expr | None
    target: gast.expr | None
    body: core.Block


def rewrite(function: core.Function, live: Live) -> core.Function:
    """`try: for …: B` becomes `for …: try: B`, and a test whether something was caught."""
    work = _Attempts(occurring(function), live)
    return replace(function, body=work.block(function.body))


@dataclass
class _Attempts:
    taken: set[str]
    live: Live

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        if isinstance(statement, core.With) and not all(map(_is_simple, statement.body)):
            statement = self.suppressing(statement)
        if isinstance(statement, core.Try) and statement.handlers:
            body = self.suppressed(statement.body)
            if not all(map(_is_simple, body)) and self.can(body):
                return self.apart(replace(statement, body=body), ())
        return (core.mapped(statement, self.block),)

    def suppressed(self, block: core.Block) -> core.Block:
        """The block with a `try` for each `contextlib.suppress`."""
        return tuple(self.suppressing(core.mapped(s, self.suppressed)) for s in block)

    def suppressing(self, statement: core.Statement) -> core.Statement:
        if not isinstance(statement, core.With) or statement.target is not None:
            return statement
        call = statement.context
        if not isinstance(call, gast.Call) or self.live(call.func) is not contextlib.suppress:
            return statement
        kinds = call.args[0] if len(call.args) == 1 else gast.Tuple(list(call.args), gast.Load())
        return core.Try(statement.body, (core.Except(kinds, None, ()),), notes=statement.notes)

    def can(self, block: core.Block) -> bool:
        """Whether each `with` lets exceptions through as they are, and no iterator raises them."""
        inside = list(core.walk(block))
        strict = any(_is_strict(s.iter) for s in inside if isinstance(s, core.For))
        return not strict and all(self.harmless(s) for s in inside if isinstance(s, core.With))

    def harmless(self, statement: core.With) -> bool:
        call = statement.context
        function = self.live(call.func) if isinstance(call, gast.Call) else None
        return any(function is known for known in _HARMLESS)

    def named(self, iterable: gast.expr) -> tuple[gast.expr, gast.expr, gast.expr]:
        """A name, what it stands for, and what a loop goes through: of a view its dict is named."""
        held = name(free("items", self.taken))
        match iterable:
            case gast.Call(func=gast.Attribute(value=of, attr=view), args=[], keywords=[]) if (
                view in ("items", "values", "keys")
            ):
                method = gast.Attribute(copy(held), view, gast.Load())
                return held, of, gast.copy_location(gast.Call(method, [], []), iterable)
        return held, iterable, copy(held)

    def apart(self, statement: core.Try, outer: tuple[_Catch, ...]) -> core.Block:
        """The body in parts, then the handler that has caught something."""
        caught = free("caught", self.taken)
        own: list[_Catch] = []
        after: core.Block = ()
        for number, handler in reversed(list(enumerate(statement.handlers, start=1))):
            assert isinstance(handler, core.Except)
            says: list[core.Statement] = [_set(caught, number)]
            body = handler.body
            target: gast.expr | None = None
            raising = any(isinstance(s, core.Raise) and s.value is None for s in core.walk(body))
            if handler.target is not None or raising:
                target = as_target(name(free("error", self.taken)))
                kept = free("problem", self.taken)
                says.append(core.Assign(as_target(name(kept)), name(target.id)))
                body = _raising_again(body, kept)
                if handler.target is not None:
                    body = (core.Assign(as_target(handler.target), name(kept)), *body)
            own.insert(0, _Catch(handler.kind, target, tuple(says)))
            inside = self.guarded(body, outer) if outer else self.block(body)
            test = expression("$c == $k", c=name(caught), k=constant(number))
            after = (core.If(test, inside, after),)
        begin = replace(_set(caught, 0), notes=core.Notes(above=statement.notes.above))
        parts = self.parts(statement.body, (*own, *outer), [caught])
        return (begin, *parts, *after)

    def guarded(self, block: core.Block, catches: tuple[_Catch, ...]) -> core.Block:
        """A block whose exceptions go to handlers further out."""
        return self.parts(block, catches, [])

    def parts(self, block: core.Block, catches: tuple[_Catch, ...], flags: list[str]) -> core.Block:
        """Runs of simple statements in a `try` each; what follows is done if nothing is caught."""
        run: list[core.Statement] = []
        for position, statement in enumerate(block):
            if _is_simple(statement):
                run.append(statement)
                continue
            whole, first = self.compound(statement, catches, run)
            rest = self.parts(block[position + 1 :], catches, flags)
            later = (*whole, *_if_nothing(self.flags_of(catches), rest))
            if not first:
                return later
            attempt = _attempt(first, catches)
            return (attempt, *_if_nothing(self.flags_of(catches), later))
        return (_attempt(tuple(run), catches),) if run else ()

    def flags_of(self, catches: tuple[_Catch, ...]) -> list[str]:
        """The flags that say that something was caught, each once."""
        found = [c.body[0].target.id for c in catches]  # type: ignore[attr-defined]  # it sets the flag
        return list(dict.fromkeys(found))

    def compound(
        self, statement: core.Statement, catches: tuple[_Catch, ...], run: list[core.Statement]
    ) -> tuple[core.Block, core.Block]:
        """A compound statement with its own parts attempted, and the run of what comes first."""
        flags = self.flags_of(catches)
        leave = core.If(_any_caught(flags), (core.Break(),))
        match statement:
            case core.For():
                iterable = statement.iter
                if not _made_at_once(iterable):
                    held, of, iterable = self.named(iterable)
                    run.append(core.Assign(as_target(held), of, notes=statement.notes))
                body = (*self.parts(statement.body, catches, flags), leave)
                return (replace(statement, iter=iterable, body=body),), tuple(run)
            case core.While():
                held = name(free("condition", self.taken))
                ask = _attempt((core.Assign(as_target(held), statement.test),), catches)
                before = core.Assign(as_target(held), constant(False))
                stop = core.If(expression("not $c", c=held), (core.Break(),))
                body = (before, ask, stop, *self.parts(statement.body, catches, flags), leave)
                return (replace(statement, test=constant(True), body=body),), tuple(run)
            case core.If():
                held = name(free("condition", self.taken))
                run.append(core.Assign(as_target(held), statement.test, notes=statement.notes))
                body = self.parts(statement.body, catches, flags)
                orelse = self.parts(statement.orelse, catches, flags)
                return (replace(statement, test=copy(held), body=body, orelse=orelse),), tuple(run)
            case core.With():
                body = self.parts(statement.body, catches, flags)
                return (replace(statement, body=body),), tuple(run)
            case core.Try():
                if statement.handlers:
                    return self.apart(statement, catches), tuple(run)
                body = self.parts(statement.body, catches, flags)
                final = self.parts(statement.final, catches, flags)
                return (replace(statement, body=body, final=final),), tuple(run)
        raise AssertionError("these are the compound statements")


def _is_strict(iterable: gast.expr) -> bool:
    return any(isinstance(n, gast.keyword) and n.arg == "strict" for n in gast.walk(iterable))


_ITERATORS = frozenset(
    """
    range zip enumerate reversed len map filter list tuple sorted items keys values pairwise
    combinations permutations combinations_with_replacement product chain islice accumulate
    ndindex ndenumerate
    """.split()  # noqa: SIM905 - read as text
)


def _made_at_once(iterable: gast.expr) -> bool:
    """Whether an iterable is made by what cannot fail, and may be made where the loop stands."""
    for node in gast.walk(iterable):
        if isinstance(node, gast.Call):
            called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if called not in _ITERATORS:
                return False
        elif isinstance(node, gast.Subscript) and not isinstance(node.slice, gast.Slice):
            return False
    return True


def _is_simple(statement: core.Statement) -> bool:
    compound = core.For | core.While | core.Try | core.With
    return not any(isinstance(s, compound) for s in core.walk((statement,)))


def _set(flag: str, number: int) -> core.Assign:
    return core.Assign(as_target(name(flag)), constant(number))


def _attempt(run: core.Block, catches: tuple[_Catch, ...]) -> core.Statement:
    handlers = []
    for catch in catches:
        kind = None if catch.kind is None else copy(catch.kind)
        target = None if catch.target is None else as_target(catch.target)
        body = tuple(core.Assign(as_target(s.target), copy(s.value)) for s in catch.body)  # type: ignore[attr-defined]  # both are assignments
        handlers.append(core.Except(kind, target, body))
    return core.Try(run, tuple(handlers))


def _any_caught(flags: list[str]) -> gast.expr:
    tests = [expression("$c != 0", c=name(f)) for f in flags]
    return tests[0] if len(tests) == 1 else gast.BoolOp(gast.Or(), tests)


def _if_nothing(flags: list[str], block: core.Block) -> core.Block:
    if not block:
        return ()
    tests = [expression("$c == 0", c=name(f)) for f in flags]
    test = tests[0] if len(tests) == 1 else gast.BoolOp(gast.And(), tests)
    return (core.If(test, block),)


def _raising_again(block: core.Block, kept: str) -> core.Block:
    """`raise` alone, outside the handler, raises what was kept."""
    out: list[core.Statement] = []
    for statement in block:
        if isinstance(statement, core.Raise) and statement.value is None:
            statement = replace(statement, value=name(kept))
        out.append(core.mapped(statement, lambda inner: _raising_again(inner, kept)))
    return tuple(out)
