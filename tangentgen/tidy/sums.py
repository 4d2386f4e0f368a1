"""Sums that a name is added to: `a = a + e`."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import bound, read_names


def added(target: str, value: gast.expr) -> tuple[gast.operator, gast.expr] | None:
    """`(op, e)` of `target + e` and `target - e`; e may be a sum of several.

    >>> from tangentgen.source.printer import print_expression
    >>> from tangentgen.source.quote import expression
    >>> op, rest = added("a", expression("a - b + c"))
    >>> type(op).__name__, print_expression(rest)
    ('Sub', 'b - c')
    """
    match value:
        case gast.BinOp(left=gast.Name(id=left), op=gast.Add() | gast.Sub() as op, right=rest):
            if left == target and (target not in set(read_names(rest)) or fresh(rest)):
                return op, rest
        case gast.BinOp(left=left, op=gast.Add() | gast.Sub() as op, right=last):
            if (found := added(target, left)) is not None:
                first, rest = found
                if isinstance(first, gast.Sub):
                    op = gast.Sub() if isinstance(op, gast.Add) else gast.Add()
                return first, gast.BinOp(rest, op, last)
    return None


def summed(block: core.Block) -> Iterator[str]:
    """The names that a block adds to before it binds them to anything else."""
    seen: set[str] = set()
    for s in block:
        match s:
            case core.Assign(target=gast.Name(id=given), value=value):
                yield from () if added(given, value) is None or given in seen else (given,)
            case core.For() | core.While():
                yield from (n for n in summed(s.body) if n not in seen)
        seen.update(n for inner in core.walk((s,)) for n in bound(inner))
