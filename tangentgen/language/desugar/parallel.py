"""`for k, x[0] in items`: the items get names, then the elements are assigned one by one."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, name


def rewrite(function: core.Function) -> core.Function:
    """Elements and attributes among a loop's targets are assigned in its body."""
    return replace(function, body=_block(function.body, occurring(function)))


def _block(block: core.Block, taken: set[str]) -> core.Block:
    return tuple(new for statement in block for new in _statement(statement, taken))


def _statement(statement: core.Statement, taken: set[str]) -> core.Block:
    match statement:
        case core.For(target=target) if _stores(target):
            later: list[core.Statement] = []
            named = _named(target, taken, later, core.NOTHING)
            body = (*later, *_block(statement.body, taken))
            return (replace(statement, target=named, body=body),)
    return (core.mapped(statement, lambda b: _block(b, taken)),)


def _stores(target: gast.expr) -> bool:
    if isinstance(target, gast.Tuple | gast.List):
        return any(_stores(t) for t in target.elts)
    if isinstance(target, gast.Starred):
        return _stores(target.value)
    return isinstance(target, gast.Subscript | gast.Attribute)


def _named(
    target: gast.expr, taken: set[str], later: list[core.Statement], notes: core.Notes
) -> gast.expr:
    match target:
        case gast.Tuple() | gast.List():
            return gast.Tuple([_named(t, taken, later, notes) for t in target.elts], gast.Store())
        case gast.Starred():
            return gast.Starred(_named(target.value, taken, later, notes), gast.Store())
        case gast.Subscript() | gast.Attribute():
            given = free(_stem(target), taken)
            later.append(core.Assign(target, name(given), notes=notes))
            return as_target(name(given))
    return target


def _stem(target: gast.expr) -> str:
    if isinstance(target, gast.Attribute):
        return f"new_{target.attr}"
    while isinstance(target, gast.Subscript | gast.Attribute):
        target = target.value
    return f"new_{target.id}" if isinstance(target, gast.Name) else "new_item"
