"""Locals that are called as what the output needs: `np`, `math`, `reversed`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.optional import imported
from tangentgen.language.resolve import assigned, bound, parameters
from tangentgen.source.quote import copy

RESERVED = frozenset(
    {"np", "math", "reversed", "range", "len", "list", "tuple", "float", "zip", "slice", "object"}
)


def reserved() -> frozenset[str]:
    """The names that output may say and mean what they mean everywhere."""
    return RESERVED | imported().keys()


def without_clashes(function: core.Function) -> core.Function:
    """`np = 2.0` becomes `np_2 = 2.0`, so that the output can say `np.cos`."""
    given, taken = set(parameters(function)), reserved()
    given |= {n for s in core.walk(function.body) if _imports(s) for n in bound(s)}
    clashing = {n for n in assigned(function.body) if n in taken and n not in given}
    if not clashing:
        return function
    return replace(function, body=_block(function.body, {n: f"{n}_2" for n in clashing}))


def _imports(statement: core.Statement) -> bool:
    imports = gast.Import | gast.ImportFrom
    return isinstance(statement, core.Foreign) and isinstance(statement.tree, imports)


def _block(block: core.Block, names: dict[str, str]) -> core.Block:
    return tuple(_statement(s, names) for s in block)


def _statement(statement: core.Statement, names: dict[str, str]) -> core.Statement:
    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if key in core.BLOCKS:
            changes[key] = _block(value, names)
        elif isinstance(value, gast.AST):
            changes[key] = _renamed(value, names)
    return replace(statement, **changes)


def _renamed(tree: Any, names: dict[str, str]) -> Any:
    fresh = copy(tree)
    for node in gast.walk(fresh):
        if isinstance(node, gast.Name) and node.id in names:
            node.id = names[node.id]
    return fresh
