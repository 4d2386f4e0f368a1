"""`a, *b = e`: the items get a name, and are taken from it by position."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, expression, name


def rewrite(function: core.Function) -> core.Function:
    """`a, *b, c = e` becomes `items = [*e]`, then `a = items[0]`, `b = items[1:-1]` and so on."""
    return replace(function, body=_block(function.body, occurring(function)))


def _block(block: core.Block, taken: set[str]) -> core.Block:
    return tuple(new for statement in block for new in _statement(statement, taken))


def _statement(statement: core.Statement, taken: set[str]) -> core.Block:
    match statement:
        case core.Assign(target=gast.Tuple() | gast.List() as target) if _starred(target):
            given = free("items", taken)
            kept = core.Assign(
                as_target(name(given)),
                gast.List(_listed(statement.value), gast.Load()),
                notes=statement.notes,
            )
            plain = replace(statement.notes, above=(), trailing=None)
            return (kept, *_parts(target, given, plain, taken))
        case core.Assign(target=gast.Tuple() | gast.List() as target) if any(
            map(_inside, target.elts)
        ):
            plain = replace(statement.notes, above=(), trailing=None)
            parts: list[gast.expr] = []
            later: list[core.Statement] = []
            for part in target.elts:
                if _inside(part):  # it gets a name first
                    given = free("items", taken)
                    parts.append(as_target(name(given)))
                    later += _statement(core.Assign(part, name(given), notes=plain), taken)
                else:
                    parts.append(part)
            return (replace(statement, target=gast.Tuple(parts, gast.Store())), *later)
        case core.For(target=gast.Tuple() | gast.List() as target) if _starred(target) or any(
            map(_inside, target.elts)
        ):
            given = free("item", taken)
            inner = core.Assign(target, name(given))
            body = (*_statement(inner, taken), *_block(statement.body, taken))
            return (replace(statement, target=as_target(name(given)), body=body),)
    return (core.mapped(statement, lambda b: _block(b, taken)),)


def _listed(value: gast.expr) -> list[gast.expr]:
    if isinstance(value, gast.Tuple | gast.List):
        return list(value.elts)
    return [gast.Starred(value, gast.Load())]


def _starred(target: gast.expr) -> bool:
    return any(isinstance(t, gast.Starred) for t in target.elts)


def _inside(part: gast.expr) -> bool:
    """Whether it is a target with a star somewhere inside: `(a, *b), c = e`."""
    if not isinstance(part, gast.Tuple | gast.List):
        return False
    return _starred(part) or any(map(_inside, part.elts))


def _parts(target: gast.expr, items: str, notes: core.Notes, taken: set[str]) -> core.Block:
    out: list[core.Statement] = []
    count = len(target.elts)
    at = next(k for k, t in enumerate(target.elts) if isinstance(t, gast.Starred))
    for k, part in enumerate(target.elts):
        if k == at:
            after = count - 1 - at
            bounds = gast.Slice(
                constant(at) if at else None, constant(-after) if after else None, None
            )
            value: gast.expr = gast.Subscript(name(items), bounds, gast.Load())
            part = part.value
        else:
            position = constant(k if k < at else k - count)
            value = expression("$x[$k]", x=name(items), k=position)
        out += _statement(core.Assign(part, value, notes=notes), taken)
    return tuple(out)
