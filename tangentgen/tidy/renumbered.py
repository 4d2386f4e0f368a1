"""Numbers behind names that are left over when other names went."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.walk import all_names
from tangentgen.source.rebuild import rebuilt
from tangentgen.tidy.reads import expressions


def renumbered(block: core.Block, wanted: Mapping[str, str], fixed: Set[str]) -> core.Block:
    """`t2 = e; y = t2` becomes `t = e; y = t` where nothing else is called t.

    `wanted` says of each name that was made up what it was to be called, `fixed` are names that
    the surroundings rely on.
    """
    used: dict[str, None] = {}
    for statement in core.walk(block):
        for tree in expressions(statement):
            used.update(dict.fromkeys(n.id for n in all_names(tree)))
    free = set(wanted) - set(used) - fixed
    renamed: dict[str, str] = {}
    for old in used:
        if old not in wanted or old in fixed:
            continue
        stem, number, new = wanted[old], 2, wanted[old]
        while new != old and new not in free:
            new, number = f"{stem}{number}", number + 1
        if new != old:
            renamed[old] = new
            free.discard(new)
            free.add(old)
    return tuple(with_names(s, renamed) for s in block) if renamed else block


def with_names(statement: core.Statement, renamed: Mapping[str, str]) -> core.Statement:
    """A statement with other names, where they are bound too."""

    def change(tree: Any) -> Any:
        if isinstance(tree, gast.Name) and tree.id in renamed:
            return gast.Name(renamed[tree.id], tree.ctx, None, None)
        return rebuilt(tree, change)

    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if key in core.BLOCKS:
            changes[key] = tuple(with_names(s, renamed) for s in value)
        elif isinstance(value, gast.AST):
            changes[key] = change(value)
    return replace(statement, **changes)
