"""A name that is bound once, to a literal, gives way to the literal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.source.quote import substitute
from tangentgen.tidy.algebra import simplify


def settled(block: core.Block, keep: set[str], work: Any) -> core.Block:
    """`s_bar = 1.0` and later `s_bar * e`: `e`, where `s_bar` is never bound again."""
    counts: dict[str, int] = {}
    for name in assigned(block):
        counts[name] = counts.get(name, 0) + 1
    from tangentgen.derive.accumulate import known_by

    own = set(work.names.given.values())
    given: dict[str, gast.expr] = {}
    for statement in block:
        if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name):
            name = statement.target.id
            if (
                counts[name] == 1
                and name in own - keep
                and isinstance(statement.value, gast.Constant)
            ):
                given[name] = statement.value
    if not given:
        return block
    return _block(block, given, known_by(work))


def _block(block: core.Block, given: dict[str, gast.expr], known: Any) -> core.Block:
    out: list[core.Statement] = []
    for statement in block:
        if (
            isinstance(statement, core.Assign)
            and isinstance(statement.target, gast.Name)
            and statement.target.id in given
        ):
            continue
        changes: dict[str, Any] = {}
        for key, value in vars(statement).items():
            if key in ("body", "orelse"):
                changes[key] = _block(value, given, known)
            elif isinstance(value, gast.expr) and any(
                isinstance(n, gast.Name) and n.id in given for n in gast.walk(value)
            ):
                changes[key] = simplify(substitute(value, given), known)
        out.append(replace(statement, **changes) if changes else statement)
    return tuple(out)
