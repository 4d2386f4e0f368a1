"""Sections that literals say all of: `x[1:-1]` leaves out one item in front and one behind."""

from __future__ import annotations

import gast


def literal_ends(node: gast.expr) -> tuple[int, int] | None:
    """How many items a section leaves out in front and behind; None of what may be another.

    >>> from tangentgen.source.quote import expression
    >>> [literal_ends(expression(t)) for t in ("x[1:]", "x[:-2]", "x[2:4]", "x[::-1]", "x")]
    [(1, 0), (0, 2), None, None, None]
    """
    match node:
        case gast.Subscript(slice=gast.Slice(lower=lower, upper=upper, step=None)):
            first = 0 if lower is None else _count(lower)
            last: int | None = 0
            if upper is not None:
                negative = isinstance(upper, gast.UnaryOp) and isinstance(upper.op, gast.USub)
                last = _count(upper.operand) if negative else 0
                if not last:  # x[:3], or x[:-0], which is x[:0]
                    return None
            if first is not None and last is not None and first + last > 0:
                return first, last
    return None


def _count(node: gast.expr) -> int | None:
    plain = isinstance(node, gast.Constant) and type(node.value) is int
    return int(node.value) if plain and node.value >= 0 else None
