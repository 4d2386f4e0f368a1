"""Statements that stand in two places, each with trees of its own.

A tree is the key of the tables of facts, so it must not occur twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.source.quote import copy


def duplicate(statement: core.Statement) -> core.Statement:
    """A statement with trees of its own."""
    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if isinstance(value, gast.AST):
            changes[key] = copy(value)
        elif key in core.BLOCKS:
            changes[key] = tuple(map(duplicate, value))
    return replace(statement, **changes)


def with_body(function: core.Function, body: core.Block) -> core.Function:
    """A function with another body, of trees of its own."""
    return replace(function, body=tuple(map(duplicate, body)))


def changed_body(function: core.Function, body: core.Block) -> core.Function | None:
    """The same; None where it is the body that it has."""
    return None if body == function.body else with_body(function, body)
