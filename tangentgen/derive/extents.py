"""What the shape of an expression is broadcast from, where shapes themselves are not known.

Numbers apart, `(x - y) ** 2` and `x - y` have the shapes of x and y broadcast, whatever these are:
between them there is nothing to un-broadcast.
"""

from __future__ import annotations

from collections.abc import Hashable

import gast
import numpy as np

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.source.match import key
from tangentgen.tidy.known import repeatable

_NUMERIC = ("array", "tensor", "number", "scalar", "float", "int", "complex", "bool")


def alike(facts: Analysis, one: gast.expr, other: gast.expr) -> bool:
    """Whether two parts of one expression certainly have one shape."""
    return extents(facts, one) == extents(facts, other)


def extents(facts: Analysis, node: gast.expr) -> frozenset[Hashable]:
    """The parts that are no elementwise operations themselves: their shapes meet in the result."""
    if is_scalar(facts.value(node)):
        return frozenset()
    parts = _operands(facts, node)
    if parts is None or facts.value(node).kind not in _NUMERIC:
        # what may come out otherwise a second time is not the same as what is spelled alike
        return frozenset([key(node) if repeatable(node) else id(node)])
    return frozenset(each for part in parts for each in extents(facts, part))


def _operands(facts: Analysis, node: gast.expr) -> list[gast.expr] | None:
    """What an elementwise operation works on; None of anything else."""
    match node:
        case gast.BinOp(op=op) if not isinstance(op, gast.MatMult):
            return [node.left, node.right]
        case gast.UnaryOp(op=gast.USub() | gast.UAdd()):
            return [node.operand]
        case gast.Call(func=function, args=args, keywords=[]):
            called = facts.value(function).constant
            plain = isinstance(called, np.ufunc) and called.signature is None
            if plain and called.nout == 1 and len(args) == called.nin:
                return None if any(isinstance(a, gast.Starred) for a in args) else args
    return None
