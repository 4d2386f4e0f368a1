"""A name that is bound once, to a literal, gives way to the literal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.language.walk import all_names
from tangentgen.source.quote import substitute
from tangentgen.tidy.algebra import simplify
from tangentgen.tidy.known import Known
from tangentgen.tidy.literals import folded


def settled(block: core.Block, ours: Set[str], known: Known) -> core.Block:
    """`s_bar = 1.0` and later `s_bar * e`: `e`, where `s_bar` is never bound again.

    Only names that are `ours`, which neither the user gave nor the caller reads.
    """
    counts = Counter(assigned(block))
    given = {
        statement.target.id: statement.value
        for statement in block
        if isinstance(statement, core.Assign)
        and isinstance(statement.target, gast.Name)
        and isinstance(statement.value, gast.Constant)
        and counts[statement.target.id] == 1
        and statement.target.id in ours
    }
    return _block(block, given, known) if given else block


def _block(block: core.Block, given: dict[str, gast.expr], known: Known) -> core.Block:
    out: list[core.Statement] = []
    moved = core.NOTHING  # the heading of a statement that is left out goes to the next one
    for statement in block:
        if _binds(statement, given):
            moved = statement.notes
            continue
        if moved.section or moved.above:
            above = (*moved.above, *statement.notes.above)
            notes = replace(statement.notes, section=True, above=above)
            statement, moved = replace(statement, notes=notes), core.NOTHING
        out.append(_statement(statement, given, known))
    return tuple(out)


def _binds(statement: core.Statement, given: dict[str, gast.expr]) -> bool:
    return (
        isinstance(statement, core.Assign)
        and isinstance(statement.target, gast.Name)
        and statement.target.id in given
    )


def _statement(
    statement: core.Statement, given: dict[str, gast.expr], known: Known
) -> core.Statement:
    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if key in core.BLOCKS:
            changes[key] = _block(value, given, known)
        elif isinstance(value, gast.expr) and _mentions(value, given):
            changes[key] = simplify(folded(substitute(value, given)), known)
    return replace(statement, **changes) if changes else statement


def _mentions(tree: gast.expr, given: dict[str, gast.expr]) -> bool:
    return any(n.id in given for n in all_names(tree))
