"""Operators in a row, as the formatter breaks them: operands and signs in turn."""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.source import precedence as p
from tangentgen.source.spacing import hugs

_BINARY_LIKE = gast.BinOp | gast.BoolOp | gast.Compare


def flatten(node: Any) -> list[Any]:
    """A chain of operators as operands and signs in turn, each with how tightly it binds."""
    match node:
        case gast.BinOp():
            sign, own = p.BINARY[type(node.op).__name__]
            left, right = (p.AWAIT, p.FACTOR) if own == p.POWER else (own, own + 1)
            hugging = own == p.POWER and hugs(node)
            return [*_inner(node.left, left), (sign, own, hugging), *_inner(node.right, right)]
        case gast.BoolOp():
            sign, own = ("and", p.AND) if isinstance(node.op, gast.And) else ("or", p.OR)
            chain = _inner(node.values[0], own + 1)
            for part in node.values[1:]:
                # `and` and `or` break alike, though they do not bind alike.
                chain += [(sign, p.OR, False), *_inner(part, own + 1)]
            return chain
    chain = _inner(node.left, p.BIT_OR)
    for op, right in zip(node.ops, node.comparators, strict=True):
        sign = p.COMPARISON[type(op).__name__]
        chain += [(sign, p.COMPARE, False), *_inner(right, p.BIT_OR)]
    return chain


def _inner(node: gast.expr, level: int) -> list[Any]:
    if isinstance(node, _BINARY_LIKE) and p.precedence(node) >= level:
        return flatten(node)
    return [(node, level)]
