"""Names in statements replaced by expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.source.quote import substitute


def filled(statement: core.Statement, given: Mapping[str, gast.expr]) -> core.Statement:
    """A statement with names replaced by expressions."""
    changes: dict[str, object] = {}
    for key, value in vars(statement).items():
        if isinstance(value, gast.expr):
            changes[key] = substitute(value, given)
        elif key in core.BLOCKS:
            changes[key] = tuple(filled(s, given) for s in value)
    return replace(statement, **changes)  # type: ignore[arg-type]  # the fields are the statement's own
