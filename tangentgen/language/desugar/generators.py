"""A loop over a generator expression, as the loops that the expression writes in short."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import parameters, target_names
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, copy, name
from tangentgen.source.rebuild import rebuilt


def rewrite(function: core.Function) -> core.Function:
    """`for v in (e for a in x if c): B` becomes `for a in x: if c: v = e; B`."""
    taken, counts = occurring(function), Counter[str](parameters(function))
    for statement in core.walk(function.body):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                counts += _names(value)
    return replace(function, body=_block(function.body, taken, counts))


def _names(tree: gast.AST) -> Counter[str]:
    return Counter(n.id for n in walk(tree) if isinstance(n, gast.Name))


def _block(block: core.Block, taken: set[str], counts: Counter[str]) -> core.Block:
    return tuple(_statement(statement, taken, counts) for statement in block)


def _statement(statement: core.Statement, taken: set[str], counts: Counter[str]) -> core.Statement:
    statement = core.mapped(statement, lambda inner: _block(inner, taken, counts))
    if not isinstance(statement, core.For) or not isinstance(statement.iter, gast.GeneratorExp):
        return statement
    parts = statement.iter.generators
    jumps = (s for s in core.level(statement.body) if isinstance(s, core.Break))
    if (len(parts) > 1 and (statement.orelse or any(jumps))) or any(p.is_async for p in parts):
        return statement
    given: dict[str, str] = {}
    inner_names = _names(statement.iter)
    for own in dict.fromkeys(n for part in parts for n in target_names(part.target)):
        if inner_names[own] != counts[own]:
            given[own] = free(f"{own}_item", taken)
    inside: core.Block = (
        core.Assign(as_target(statement.target), _renamed(statement.iter.elt, given)),
        *statement.body,
    )
    for number, part in reversed(list(enumerate(parts))):
        for test in reversed(part.ifs):
            inside = (core.If(_renamed(test, given), inside),)
        iterable = part.iter if number == 0 else _renamed(part.iter, given)
        inside = (core.For(_renamed(part.target, given), iterable, inside),)
    (loop,) = inside
    assert isinstance(loop, core.For)
    return replace(loop, orelse=statement.orelse, notes=statement.notes)


def _renamed(tree: Any, given: dict[str, str]) -> Any:
    """The tree with names of its own for what the expression binds: they end with it."""
    if isinstance(tree, gast.Name):
        if tree.id not in given:
            return tree
        found = name(given[tree.id])
        return as_target(found) if isinstance(tree.ctx, gast.Store) else found
    return rebuilt(copy(tree), lambda part: _renamed(part, given))
