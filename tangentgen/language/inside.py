"""What stands in statements and in their blocks: every node, and each tree as another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.walk import walk


def nodes(block: core.Block) -> Iterator[gast.AST]:
    """Every node of the expressions in a block.

    >>> whole = gast.parse("x + 1", mode="eval").body
    >>> [type(node).__name__ for node in nodes((core.Evaluate(whole),))]
    ['BinOp', 'Name', 'Add', 'Constant']
    """
    for statement in core.walk(block):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                yield from walk(value)


def changed(statement: core.Statement, change: Callable[[Any], Any]) -> core.Statement:
    """A statement with each of its trees changed, and those of its blocks."""
    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if key in core.BLOCKS:
            changes[key] = tuple(changed(s, change) for s in value)
        elif isinstance(value, gast.AST):
            changes[key] = change(value)
    return replace(statement, **changes)
