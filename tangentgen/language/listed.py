"""A generator function as one that returns the list of what it yields."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, constant, expression, name


def is_generator(function: core.Function) -> bool:
    """Whether a function yields; what is defined inside it does not count."""
    return any(
        isinstance(node, gast.Yield | gast.YieldFrom)
        for statement in core.walk(function.body)
        if not isinstance(statement, core.Foreign)
        for value in vars(statement).values()
        if isinstance(value, gast.AST)
        for node in walk(value)
    )


def listed(function: core.Function) -> core.Function:
    """`yield e` becomes `found.append(e)`, and the list is returned.

    A `yield` whose own value is asked for stays, and is refused later.
    """
    found = free("found", occurring(function))

    def block(given: core.Block) -> core.Block:
        return tuple(map(statement, given))

    def statement(s: core.Statement) -> core.Statement:
        match s:
            case core.Evaluate(value=gast.Yield(value=value)):
                return core.Evaluate(_append(found, value or constant(None)), notes=s.notes)
            case core.Evaluate(value=gast.YieldFrom(value=items)):
                item = free("item", taken)
                append = core.Evaluate(_append(found, name(item)), notes=s.notes)
                return core.For(as_target(name(item)), items, (append,), notes=s.notes)
            case core.Return():
                return replace(s, value=name(found))
        changed: core.Statement = core.mapped(s, block)
        return changed

    taken = occurring(function) | {found}
    made = core.Assign(as_target(name(found)), gast.List([], gast.Load()))
    body = (made, *block(function.body), core.Return(name(found)))
    return replace(function, body=body)


def _append(found: str, value: gast.expr) -> gast.expr:
    call = expression("$x.append($e)", x=name(found), e=name("_"))
    assert isinstance(call, gast.Call)
    call.args[0] = value
    return call


def endless(function: core.Function) -> core.Statement | None:
    """A loop that nothing ends; None where there is none that is seen to be so."""
    for s in core.walk(function.body):
        forever = (
            isinstance(s, core.While) and isinstance(s.test, gast.Constant) and bool(s.test.value)
        ) or (isinstance(s, core.For) and _counts(s.iter))
        ways_out = (core.Break, core.Return, core.Raise)
        if forever and not any(isinstance(inner, ways_out) for inner in core.walk(s.body)):  # type: ignore[attr-defined]  # loops have bodies
            return s
    return None


def _counts(node: gast.expr) -> bool:
    """Whether it is a call of one of the iterators of itertools that do not end."""
    match node:
        case gast.Call(
            func=gast.Attribute(attr="count" | "cycle" | "repeat")
            | gast.Name(id="count" | "cycle" | "repeat"),
            args=arguments,
        ):
            return len(arguments) < 2
    return False
