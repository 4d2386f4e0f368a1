"""A function defined inside another one, as a function of its own.

What it reads of the function around it becomes parameters behind its own, by keyword only.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import gast

from tangentgen.language import core
from tangentgen.source.oneline import one_line
from tangentgen.source.quote import constant, name
from tangentgen.source.records import notes_of, records, split_docstring

P = inspect.Parameter
CALLED = "__called_"  # in the names of methods that Python calls, before a number
LIFTED = "__lifted_"  # in the names of functions that are written out, before a number
Definition: TypeAlias = Any  # a `gast.FunctionDef` or a `gast.Lambda`; gast publishes no types


@dataclass(frozen=True, eq=False)
class Nested:
    """The function without the variables it is given from outside, and their names."""

    function: core.Function
    free: tuple[str, ...]  # read or written, of the function around it
    written: tuple[str, ...]  # declared nonlocal, here or further inside


def nested(node: Definition, around: frozenset[str]) -> Nested:
    """The function of a `def` or a lambda; `around` are the variables that it may capture."""
    free = tuple(dict.fromkeys(n for n in free_names(node) if n in around))
    written = tuple(n for n in dict.fromkeys(nonlocals(node)) if n in around)
    docstring = None
    if isinstance(node, gast.Lambda):
        called = "lambda_"
        notes = core.Notes(
            origin=core.Origin(node.lineno, node.col_offset, one_line(core.Evaluate(node)))
        )
        body: core.Block = (core.Return(node.body, notes=notes),)
    else:
        called, notes = node.name, notes_of(node)
        docstring, statements = split_docstring(node.body)
        body = records([s for s in statements if not isinstance(s, gast.Nonlocal)])
    given = node.args
    arguments = gast.arguments(
        list(given.args),
        list(given.posonlyargs),
        given.vararg,
        [*given.kwonlyargs, *(gast.Name(n, gast.Param(), None, None) for n in free)],
        [*given.kw_defaults, *(None for _ in free)],
        given.kwarg,
        list(given.defaults),
    )
    function = core.Function(called, arguments, body, docstring, notes=notes)
    return Nested(function, free, written)


def definable(node: gast.FunctionDef) -> bool:
    """Whether a definition is taken: nothing decorates it, and it awaits nothing."""
    return not node.decorator_list and not any(isinstance(n, gast.Await) for n in _level(node.body))


def returning(made: Nested) -> core.Function:
    """The function with the nonlocal variables it assigns behind what it returns."""
    if not made.written:
        return made.function

    def block(inner: core.Block) -> core.Block:
        return tuple(map(statement, inner))

    def statement(s: core.Statement) -> core.Statement:
        match s:
            case core.Return():
                return replace(s, value=ending(s.value))
        changed: core.Statement = core.mapped(s, block)
        return changed

    def ending(value: gast.expr | None) -> gast.expr:
        own = value if value is not None else constant(None)
        return gast.Tuple([own, *map(name, made.written)], gast.Load())

    body = (*block(made.function.body), core.Return(ending(None)))
    return replace(made.function, body=body)


def placeholder(node: Definition, outer: types.FunctionType) -> types.FunctionType:
    """What stands for the function while a derivative is made; it is never called."""
    called = node.name if isinstance(node, gast.FunctionDef) else "<lambda>"
    made = types.FunctionType(_never.__code__, outer.__globals__, called)
    made.__module__ = outer.__module__
    made.__qualname__ = f"{outer.__qualname__}.<locals>.{called}"
    made.__signature__ = signature(node.args)  # type: ignore[attr-defined]  # inspect reads it
    return made


def _never() -> None:
    raise AssertionError("stands for a function that is made anew at each call")


def signature(given: gast.arguments) -> inspect.Signature:
    """The signature as written; defaults are trees."""
    positional: list[tuple[Any, Any]] = [(a, P.POSITIONAL_ONLY) for a in given.posonlyargs]
    positional += [(a, P.POSITIONAL_OR_KEYWORD) for a in given.args]
    defaults: list[Any] = [P.empty] * (len(positional) - len(given.defaults))
    defaults += given.defaults
    found = [P(a.id, kind, default=d) for (a, kind), d in zip(positional, defaults, strict=True)]
    if given.vararg:
        found.append(P(given.vararg.id, P.VAR_POSITIONAL))
    for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        given_default = P.empty if default is None else default
        found.append(P(argument.id, P.KEYWORD_ONLY, default=given_default))
    if given.kwarg:
        found.append(P(given.kwarg.id, P.VAR_KEYWORD))
    return inspect.Signature(found)


def plain_name(given: str) -> str:
    """The name as the user wrote it.

    >>> plain_name("f__lifted_3"), plain_name("f")
    ('f', 'f')
    """
    return given.partition(LIFTED)[0].partition(CALLED)[0]


def own_names(node: Definition) -> set[str]:
    """The names that a function binds itself: its parameters, and what it assigns."""
    given = node.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    found = {a.id for a in every if a is not None}
    if isinstance(node, gast.FunctionDef):
        outer = {n for s in _level(node.body) if isinstance(s, gast.Nonlocal) for n in s.names}
        for inner in _level(node.body):
            if isinstance(inner, gast.Name) and isinstance(inner.ctx, gast.Store | gast.Del):
                found.add(inner.id)
            elif isinstance(inner, gast.FunctionDef | gast.ClassDef):
                found.add(inner.name)
            elif isinstance(inner, gast.alias):
                found.add((inner.asname or inner.name).split(".")[0])
        found -= outer
    return found


def free_names(node: Definition) -> Iterator[str]:
    """The names that a function, or one inside it, takes from outside."""
    own = own_names(node)
    body = node.body if isinstance(node.body, list) else [node.body]
    for inner in _level(body):
        if isinstance(inner, gast.FunctionDef | gast.Lambda):
            every = (*free_names(inner), *default_names(inner))
            yield from (n for n in every if n not in own)
        elif isinstance(inner, gast.Name) and inner.id not in own:
            yield inner.id


def defaults(node: Definition) -> list[gast.expr]:
    """What the parameters are that a call leaves out."""
    given = node.args
    return [*given.defaults, *(d for d in given.kw_defaults if d is not None)]


def default_names(node: Definition) -> Iterator[str]:
    """The names that a function's defaults read, where it is made."""
    found = (n.id for d in defaults(node) for n in gast.walk(d) if isinstance(n, gast.Name))
    yield from dict.fromkeys(found)


def nonlocals(node: Definition) -> Iterator[str]:
    """The names of an outer function that a function, or one inside it, assigns."""
    own = own_names(node)
    body = node.body if isinstance(node.body, list) else [node.body]
    for inner in _level(body):
        if isinstance(inner, gast.Nonlocal):
            yield from inner.names
        elif isinstance(inner, gast.FunctionDef | gast.Lambda):
            yield from (n for n in nonlocals(inner) if n not in own)


def _level(body: list[Any]) -> Iterator[Any]:
    """The nodes of a body; of a function inside it only the node itself."""
    todo = list(reversed(body))
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, gast.FunctionDef | gast.Lambda):
            todo.extend(reversed(list(gast.iter_child_nodes(node))))
