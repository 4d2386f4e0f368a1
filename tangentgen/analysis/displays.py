"""Tuples, lists, dicts and slices as they are written."""

from __future__ import annotations

from collections.abc import Callable

import gast

from tangentgen.analysis.join import join_all
from tangentgen.analysis.values import ANY, NONE, UNKNOWN, Dim, Value


def display(node: gast.expr, evaluate: Callable[[gast.expr], Value]) -> Value:
    """The value of a display, its parts evaluated in the order of the text."""
    match node:
        case gast.Starred():
            value = evaluate(node.value)
            rest = Value("any", active=value.active, sites=value.sites)  # of an array, say
            return value.element or join_all(list(value.items or ())) or rest
        case gast.Slice():
            bounds = (node.lower, node.upper, node.step)
            return Value(
                "slice", items=tuple(evaluate(b) if b is not None else NONE for b in bounds)
            )
        case gast.Dict():
            return _dict(node, evaluate)
        case gast.Tuple() | gast.List():
            items = tuple(map(evaluate, node.elts))
            starred = any(isinstance(e, gast.Starred) for e in node.elts)
            value = Value("tuple")
            if isinstance(node, gast.List):
                value = Value("list", sites=frozenset([node]))
            if starred:
                return value.but(element=join_all(list(items)))
            return value.but(items=items, length=Dim(len(items)))
    raise AssertionError(f"{type(node).__name__} is no display")


def _dict(node: gast.Dict, evaluate: Callable[[gast.expr], Value]) -> Value:
    keys = [evaluate(k) if k is not None else ANY for k in node.keys]
    items = tuple(map(evaluate, node.values))
    site = frozenset([node])
    if all(k.constant is not UNKNOWN for k in keys):
        return Value("dict", keys=tuple(k.constant for k in keys), items=items, sites=site)
    return Value("dict", element=join_all(list(items)), sites=site)
