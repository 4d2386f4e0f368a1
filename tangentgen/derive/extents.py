"""What the shape of an expression is broadcast from, where shapes themselves are not known.

Numbers apart, `(x - y) ** 2` and `x - y` have the shapes of x and y broadcast, whatever these are:
between them there is nothing to un-broadcast.
"""

from __future__ import annotations

from collections.abc import Hashable

import gast

from tangentgen.analysis.callables import is_elementwise
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.language.walk import walk
from tangentgen.source.match import key
from tangentgen.tidy.known import number, repeatable

_SLICED = ("array", "tensor", "list", "tuple")
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
        if not repeatable(node):
            return frozenset([id(node)])
        plain = all(
            facts.value(part.value).kind in _SLICED
            for part in walk(node)
            if isinstance(part, gast.Subscript)
        )
        return frozenset([section(node) if plain else key(node)])
    return frozenset(each for part in parts for each in extents(facts, part))


def section(node: gast.expr) -> Hashable:
    """What an expression is, as far as its shape goes: `x[1:]` and `x[:-1]` are alike.

    >>> from tangentgen.source.quote import expression
    >>> one, *others = (section(expression(t)) for t in ("x[1:-1]", "x[2:]", "x[:-2]", "x[:2]"))
    >>> [one == other for other in others]
    [True, True, False]
    """
    if not isinstance(node, gast.Subscript):
        return key(node)
    parts = node.slice.elts if isinstance(node.slice, gast.Tuple) else [node.slice]
    fewer = [_left_out(part) for part in parts]
    if None in fewer:
        return key(node)
    while fewer and fewer[-1] == 0:
        fewer.pop()
    return ("section", key(node.value), *fewer) if fewer else section(node.value)


def _left_out(part: gast.expr) -> int | None:
    """How many elements a slice leaves out, or all, where that is the same for every length."""
    if not isinstance(part, gast.Slice) or part.step is not None:
        return None
    first, last = (number(e) if e is not None else 0 for e in (part.lower, part.upper))
    if first is None or last is None or first < 0 or last > 0:
        return None
    if part.upper is not None and last == 0:
        return None
    return int(first - last)


def _operands(facts: Analysis, node: gast.expr) -> list[gast.expr] | None:
    """What an elementwise operation works on; None of anything else."""
    match node:
        case gast.BinOp(op=op) if not isinstance(op, gast.MatMult):
            return [node.left, node.right]
        case gast.UnaryOp(op=gast.USub() | gast.UAdd()):
            return [node.operand]
        case gast.Call(func=function, args=args, keywords=[]):
            called = facts.value(function).constant
            if is_elementwise(called) and len(args) == called.nin:
                return None if any(isinstance(a, gast.Starred) for a in args) else args
    return None
