"""The zero of an adjoint, in the shape of its primal."""

from __future__ import annotations

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, category
from tangentgen.source.quote import constant, copy, expression, name


def zero(value: Value, primal: gast.expr, depth: int = 0) -> gast.expr:
    """An expression for zeros like a value that `primal` holds.

    Items that carry no derivative have the adjoint None.
    """
    unshaped = value.kind == "any" or (value.optional and value.kind in ("array", "tensor"))
    if is_scalar(value) or unshaped:  # a number that broadcasts serves both
        return constant(0j if category(value) == "complex" else 0.0)
    if value.optional and value.items is not None:
        return _if_there(zero(value.but(optional=False), primal, depth), primal)
    if value.kind in ("array", "tensor"):
        whole = category(value) in ("int", "bool")  # one of a list whose other items are active
        return expression("np.zeros(np.shape($x))" if whole else "np.zeros_like($x)", x=primal)
    if value.optional and value.kind == "list":  # no items, as those of an empty list
        there = zero(value.but(optional=False), primal, depth)
        return expression("[] if $x is None else $zeros", x=primal, zeros=there)
    if value.kind == "list" and value.element is not None:
        if is_scalar(value.element):
            return expression("[0.0] * len($x)", x=primal)
        item = name("item" if depth == 0 else f"item{depth + 1}")
        inner = _of_item(value.element, item, depth + 1)
        tree = expression("[$e for item in $x]", e=inner, x=primal)
        if depth:
            tree.generators[0].target = gast.Name(item.id, gast.Store(), None, None)
        return tree
    if value.kind == "dict" and value.element is not None and value.items is None:
        if is_scalar(value.element):
            return expression("dict.fromkeys($x, 0.0)", x=primal)
        inner = _of_item(value.element, name("item"), depth + 1)
        return expression("{k: $e for k, item in $x.items()}", e=inner, x=primal)
    if value.kind == "dict" and value.items is not None:
        keys = [constant(k) for k in value.keys]
        parts = [gast.Subscript(copy(primal), constant(k), gast.Load()) for k in value.keys]
        return gast.Dict(keys, [zero(v, p, depth) for v, p in zip(value.items, parts, strict=True)])
    if value.kind in ("tuple", "list") and value.items is not None:
        parts = [
            gast.Subscript(copy(primal), constant(k), gast.Load()) for k in range(len(value.items))
        ]
        inner = [zero(v, p, depth) for v, p in zip(value.items, parts, strict=True)]
        return gast.List(inner, gast.Load())
    if value.kind == "object" and value.items is not None:
        fields = [gast.Attribute(copy(primal), str(k), gast.Load()) for k in value.keys]
        parts = [zero(v, p, depth) for v, p in zip(value.items, fields, strict=True)]
        return gast.Dict([constant(k) for k in value.keys], parts)
    return constant(None)


def _of_item(value: Value, item: gast.expr, depth: int) -> gast.expr:
    """Zeros like an item of a list that may hold None at other places: `[None] * n`, filled."""
    if not value.optional or value.kind not in ("array", "tensor"):
        return zero(value, item, depth)
    return _if_there(zero(value.but(optional=False), item, depth), item)


def _if_there(zeros: gast.expr, primal: gast.expr) -> gast.expr:
    """The zeros, with numbers for what would be made of a part of None."""
    if isinstance(zeros, gast.Constant):
        return zeros
    if isinstance(zeros, gast.List):
        return gast.List([_if_there(part, primal) for part in zeros.elts], gast.Load())
    if isinstance(zeros, gast.Dict):
        return gast.Dict(zeros.keys, [_if_there(part, primal) for part in zeros.values])
    return expression("0.0 if $x is None else $zeros", x=primal, zeros=zeros)
