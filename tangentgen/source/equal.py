"""Whether a text, parsed again, is the tree it was written for."""

from __future__ import annotations

import ast
from typing import Any

import gast

from tangentgen.source.literals import literal


def parsed(text: str) -> Any:
    """The tree of `ast` for an expression, also for one that stands only in brackets; or None."""
    if text.startswith("yield"):
        text = f"({text})"
    try:
        # Inside brackets, so that a starred part and a walrus parse too.
        call = ast.parse(f"_({text}\n)", mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None
    assert isinstance(call, ast.Call)
    if len(call.args) == 1 and not call.keywords:
        return call.args[0]
    return ast.Tuple(call.args, ast.Load()) if not call.keywords else None


def same(one: Any, two: Any) -> bool:
    """Whether a tree of `ast` and one of gast are the same expression.

    >>> same(ast.parse("-1").body[0].value, gast.Constant(-1, None))
    True
    """
    kind = type(two).__name__
    if kind == "Constant":
        if type(one).__name__ != "Constant":
            return one is not None and ast.dump(one) == ast.dump(parsed(literal(two.value)))
        value = two.value
        return literal(one.value) == literal(value) and (
            type(one.value) is type(value) or isinstance(value, float | int)
        )
    if type(one).__name__ != kind:
        return False
    if kind == "Name":
        identical: bool = one.id == two.id
        return identical
    if kind == "arguments":
        return ast.dump(one) == ast.dump(gast.gast_to_ast(two))
    if two is None:
        return True
    for field in two._fields:
        if field in ("ctx", "kind", "type_comment"):
            continue
        mine: Any = getattr(one, field, None)
        other: Any = getattr(two, field, None)
        if isinstance(other, list):
            if len(mine) != len(other) or not all(map(same, mine, other)):
                return False
        elif isinstance(other, ast.AST):
            if not same(mine, other):
                return False
        elif other is None:
            if mine is not None:
                return False
        elif mine != other:
            return False
    return True
