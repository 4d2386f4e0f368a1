"""Small questions about trees, and names replaced in statements."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.walk import all_names
from tangentgen.source.quote import substitute


def mentions(tree: gast.AST, wanted: str) -> bool:
    """Whether a name occurs in an expression."""
    return any(n.id == wanted for n in all_names(tree))


def reads_name(statement: core.Statement, wanted: str) -> bool:
    return any(
        mentions(value, wanted)
        for s in core.walk((statement,))
        for value in vars(s).values()
        if isinstance(value, gast.AST)
    )


def filled(statement: core.Statement, given: dict[str, gast.expr]) -> core.Statement:
    """A statement with names replaced by expressions."""
    changes: dict[str, object] = {}
    for key, value in vars(statement).items():
        if isinstance(value, gast.expr):
            changes[key] = substitute(value, given)
        elif key in core.BLOCKS:
            changes[key] = tuple(filled(s, given) for s in value)
    return replace(statement, **changes)  # type: ignore[arg-type]  # the fields are the statement's own
