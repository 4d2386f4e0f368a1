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


def changed(block: core.Block, change: Callable[[Any], Any]) -> core.Block:
    """A block with each tree of its statements changed, and of those inside them.

    A statement of which nothing became another stays the same.
    """
    return tuple(_changed(statement, change) for statement in block)


def _changed(statement: core.Statement, change: Callable[[Any], Any]) -> core.Statement:
    trees = {k: v for k, v in vars(statement).items() if isinstance(v, gast.AST)}
    new = {k: made for k, v in trees.items() if (made := change(v)) is not v}
    if new:
        statement = replace(statement, **new)
    found: core.Statement = core.mapped(statement, lambda block: changed(block, change))
    return found
