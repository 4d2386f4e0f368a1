"""`chain`, `islice` and the like of arrays and lists, as the array or list that they go through."""

from __future__ import annotations

import builtins
import itertools
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.iterables import AT_ONCE, PICKING
from tangentgen.analysis.positions import Items, Stays
from tangentgen.source.quote import copy, expression


def together(items: Items, node: Any, function: Any) -> gast.expr:
    """`chain`, `islice` and the like of arrays, as the array that they go through."""
    if isinstance(node, gast.Attribute) and node.attr == "flat":
        if not items.steady(node):
            raise Stays
        return expression("$x.ravel()", x=node.value)
    if not isinstance(node, gast.Call):
        return node
    kinds = [items.facts.value(a) for a in node.args]
    arrays = bool(kinds) and all(v.kind == "array" for v in kinds)
    flat = arrays and all(v.rank == 1 for v in kinds)
    if function in (itertools.chain, itertools.accumulate) and not items.steady(node):
        raise Stays
    if function is itertools.chain and arrays and len({v.rank for v in kinds}) == 1:
        whole = gast.Tuple(list(node.args), gast.Load())
        return expression("np.concatenate($x)", x=whole)
    if function is itertools.chain and kinds and all(v.kind == "list" for v in kinds):
        total = node.args[0]
        for more in node.args[1:]:
            total = gast.BinOp(total, gast.Add(), more)
        return total
    if function is itertools.accumulate and flat and len(node.args) == 1 and not node.keywords:
        return expression("np.cumsum($x)", x=node.args[0])
    if function is builtins.sorted and flat and not node.keywords:
        return expression("np.sort($x)", x=node.args[0])
    if function is itertools.islice and kinds[0].kind in ("array", "list"):
        bounds = [copy(a) for a in node.args[1:]]
        bounds = [None, *bounds] if len(bounds) == 1 else bounds
        bounds = [None if getattr(b, "value", b) is None else b for b in bounds]
        bounds += [None] * (3 - len(bounds))
        return gast.Subscript(node.args[0], gast.Slice(*bounds), gast.Load())
    if function == "tolist" and items.facts.value(node.func.value).rank == 1:
        return expression("$x.copy()", x=node.func.value)
    gathers = any(function is f for f in (list, tuple))
    if gathers and items.facts.value(node).kind == "list" and items.facts.active(node):
        return node  # made before the loop, and named there
    if function in (*AT_ONCE, *PICKING, itertools.product, np.ndenumerate, builtins.filter):
        raise Stays
    return node
