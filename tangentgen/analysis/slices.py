"""Lengths of slices that are not known, but equal to others of the same statement.

`L[i, :j]` and `L[k, :j]` are of one length, whatever j is: the length gets a symbol made of the
slice's text, which means the same until the statement ends.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.paths import forgotten
from tangentgen.analysis.values import Dim, Shape, Value
from tangentgen.source.printer import print_expression

MARK = "&"
_PLAIN = (
    gast.Name,
    gast.Constant,
    gast.BinOp,
    gast.UnaryOp,
    gast.Slice,
    gast.operator,
    gast.unaryop,
)


def with_slices(node: gast.AST, owner: Value, result: Value) -> Value:
    """The value of a subscript with symbols for the lengths of its slices."""
    if not isinstance(node, gast.Subscript) or owner.shape is None or result.shape is None:
        return result
    parts = node.slice.elts if isinstance(node.slice, gast.Tuple) else [node.slice]
    if None not in result.shape or not all(map(_is_basic, parts)):
        return result
    shape: list[Dim | None] = []
    kept = 0
    for axis, dim in enumerate(owner.shape):
        part = parts[axis] if axis < len(parts) else None
        if part is not None and not isinstance(part, gast.Slice):
            continue
        if kept >= len(result.shape):
            return result
        found = result.shape[kept]
        if found is None and part is not None and dim is not None:
            found = Dim(0, ((f"{MARK}{print_expression(_of(part))}|{dim}", 1),))
        shape.append(found)
        kept += 1
    return result.but(shape=tuple(shape)) if len(shape) == len(result.shape) else result


def settled(value: Value) -> Value:
    """The value without such lengths, where the statement ends."""
    return forgotten(value, {MARK}) if _has_slices(value) else value


def _is_basic(part: gast.expr) -> bool:
    """Whether an index is an integer or a slice that reads nothing but numbers in variables."""
    if isinstance(part, gast.Constant):
        return isinstance(part.value, int) and not isinstance(part.value, bool)
    if isinstance(part, gast.Slice):
        return all(isinstance(n, (*_PLAIN, gast.expr_context)) for n in gast.walk(part))
    return not isinstance(part, gast.Constant | gast.Slice | gast.Starred)


def _of(part: gast.Slice) -> gast.expr:
    return gast.Subscript(gast.Name("_", gast.Load(), None, None), part, gast.Load())


def _has_slices(value: Value) -> bool:
    inner = (*(value.items or ()), *([value.element] if value.element is not None else []))
    return _marked(value.shape) or any(map(_has_slices, inner))


def _marked(shape: Shape | None) -> bool:
    return any(s.startswith(MARK) for dim in shape or () if dim is not None for s, _ in dim.terms)
