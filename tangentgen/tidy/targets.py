"""Names that are unpacked and never read: left out, or marked with an underscore."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.language.walk import all_names, walk


def without_unread(block: core.Block, keep: frozenset[str] = frozenset()) -> core.Block:
    """`a, b = 1.0, 2.0` without b becomes `a = 1.0`; `a, b = f()` becomes `a, _b = f()`.

    `b = f(u)`, called for what it does to u, becomes `f(u)`.
    """
    read = set(keep)
    for statement in core.walk(block):
        for key, value in vars(statement).items():
            if isinstance(value, gast.AST):
                read.update(read_names(value))
            if key == "target" and isinstance(statement, core.Augment):
                read.update(n.id for n in all_names(value))
    return _block(block, read)


def _block(block: core.Block, read: set[str]) -> core.Block:
    out: list[core.Statement] = []
    for statement in block:
        changes: dict[str, Any] = {}
        for key in core.BLOCKS:
            if getattr(statement, key, ()):
                changes[key] = _block(getattr(statement, key), read)
        if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Tuple):
            target, value = _pair(statement.target, statement.value, read)
            changes |= {"target": target, "value": value}
        match statement:
            case core.Assign(target=gast.Name(), value=gast.Call() as call) if (
                _unread(statement.target, read) and not changes
            ):
                out.append(core.Evaluate(call, notes=statement.notes))
                continue
        out.append(replace(statement, **changes) if changes else statement)
    return tuple(out)


def _pair(target: gast.expr, value: gast.expr, read: set[str]) -> tuple[gast.expr, gast.expr]:
    if not isinstance(target, gast.Tuple):
        return target, value
    if isinstance(value, gast.Tuple) and len(value.elts) == len(target.elts):
        kept = [
            _pair(t, v, read)
            for t, v in zip(target.elts, value.elts, strict=True)
            if not (_unread(t, read) and _simple(v))
        ]
        if len(kept) == 1:
            return kept[0]
        if kept:
            targets = gast.Tuple([_marked(t, read) for t, _ in kept], gast.Store())
            return targets, gast.Tuple([v for _, v in kept], gast.Load())
    return _marked(target, read), value


def _unread(target: gast.expr, read: set[str]) -> bool:
    return isinstance(target, gast.Name) and target.id not in read


def _simple(value: gast.expr) -> bool:
    return not any(isinstance(n, gast.Call) for n in walk(value))


def _marked(target: gast.expr, read: set[str]) -> gast.expr:
    if isinstance(target, gast.Tuple):
        return gast.Tuple([_marked(t, read) for t in target.elts], gast.Store())
    if isinstance(target, gast.Name) and target.id not in read and not target.id.startswith("_"):
        fresh = f"_{target.id}"
        while fresh in read:
            fresh += "_"
        return gast.Name(fresh, gast.Store(), None, None)
    return target
