"""Names for what an index is computed from: a slice itself has no name, its bounds have."""

from __future__ import annotations

from collections.abc import Callable

import gast


def with_names(index: gast.expr, given: Callable[[gast.expr], gast.expr]) -> gast.expr:
    """The index with `given` of each part that is computed, and of each such bound of a slice.

    >>> from tangentgen.source.quote import expression, name
    >>> subscript = expression("x[f(i) : -1, j, k + 1]")
    >>> named = with_names(subscript.slice, lambda part: name("n"))
    >>> gast.unparse(gast.Subscript(name("x"), named, gast.Load())).strip()
    'x[n:-1, j, n]'
    """
    match index:
        case gast.Tuple():
            return gast.Tuple([with_names(part, given) for part in index.elts], gast.Load())
        case gast.Slice():
            bounds = (index.lower, index.upper, index.step)
            lower, upper, step = (b and with_names(b, given) for b in bounds)
            return gast.Slice(lower, upper, step)
        case gast.Name() | gast.Constant() | gast.UnaryOp(operand=gast.Constant()):
            return index
    return given(index)
