"""Small questions about trees, and names replaced in statements."""

from __future__ import annotations

import gast

from tangentgen.language import core
from tangentgen.language.filled import filled
from tangentgen.language.walk import all_names

__all__ = ["filled", "mentions", "read_by", "reads_name"]


def mentions(tree: gast.AST, wanted: str) -> bool:
    """Whether a name occurs in an expression."""
    return any(n.id == wanted for n in all_names(tree))


def read_by(statement: core.Statement) -> set[str]:
    """The names that a statement and what is in it read."""
    return {
        node.id
        for s in core.walk((statement,))
        for value in vars(s).values()
        if isinstance(value, gast.AST)
        for node in all_names(value)
        if isinstance(node.ctx, gast.Load)
    }


def reads_name(statement: core.Statement, wanted: str) -> bool:
    return any(
        mentions(value, wanted)
        for s in core.walk((statement,))
        for value in vars(s).values()
        if isinstance(value, gast.AST)
    )
