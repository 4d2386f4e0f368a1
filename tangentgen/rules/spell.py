"""Spelling what a template says generally as one would for a known kind and rank."""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any, Protocol

import gast
import numpy as np

from tangentgen.analysis.values import UNKNOWN, Value
from tangentgen.rules.static import dotted, value_of
from tangentgen.source.quote import constant, expression


class Knows(Protocol):
    def known(self, node: Any) -> Value | None: ...
    def rank(self, node: Any) -> int | None: ...


def spelled(node: gast.expr, facts: Knows) -> gast.expr:
    """`np.shape(a)[0]` is `len(a)` of an array, `np.expand_dims(v, 1)` is `v[:, None]`, and so on.

    What asks for a shape stays a call, so that the caller may ask a shorter expression.
    """
    if isinstance(node, gast.Subscript) and value_of(node.slice) == 0:
        owner = node.value
        if isinstance(owner, gast.Call) and dotted(owner.func) == "np.shape":
            known = facts.known(owner.args[0])
            if known is not None and known.kind == "array":
                return expression("len($x)", x=owner.args[0])
    if isinstance(node, gast.Attribute) and node.attr == "T":
        known = facts.known(node.value)
        if known is not None and known.kind in ("list", "tuple"):
            return expression("np.asarray($x).T", x=node.value)
        if known is not None and known.rank is not None and known.rank < 2:
            return node.value
    if isinstance(node, gast.Call) and node.keywords:
        defaults = _defaults(dotted(node.func))
        kept = [k for k in node.keywords if not _is_default(k, defaults)]
        if len(kept) < len(node.keywords):
            node = gast.Call(node.func, node.args, kept)
    if not isinstance(node, gast.Call) or not node.args or node.keywords:
        return node
    function, known = dotted(node.func), facts.known(node.args[0])
    is_array = known is not None and known.kind == "array"
    if function == "np.size" and is_array and facts.rank(node.args[0]) == 1:
        return expression("len($x)", x=node.args[0])
    if function == "np.transpose" and len(node.args) == 2:
        axes = value_of(node.args[1])
        if isinstance(axes, tuple) and axes == tuple(range(len(axes))):
            return node.args[0]
        if axes == (1, 0):
            return expression("$x.T", x=node.args[0])
    if function == "np.expand_dims":
        return _expanded(node, facts.rank(node.args[0]))
    return node


def _is_default(keyword: Any, defaults: dict[str, Any]) -> bool:
    value = value_of(keyword.value)
    return value is not UNKNOWN and keyword.arg in defaults and defaults[keyword.arg] == value


@cache
def _defaults(function: str) -> dict[str, Any]:
    """What the keywords of a NumPy function are when they are not given."""
    found: Any = np
    for part in function.split(".")[1:] if function.startswith("np.") else ["?"]:
        found = getattr(found, part, None)
    try:
        whole = inspect.signature(found).parameters.values() if found is not None else []
    except (TypeError, ValueError):
        whole = []
    defaults = {p.name: p.default for p in whole if p.default is not p.empty}
    unsaid = {"keepdims": False, "where": True}  # which NumPy writes as no value
    return {k: unsaid.get(k, v) for k, v in defaults.items()}


def _expanded(node: gast.Call, rank: int | None) -> gast.expr:
    """`np.expand_dims(x, 1)` is `x[:, None]` of a vector."""
    x, axis = node.args[0], value_of(node.args[1])
    if not isinstance(axis, int | tuple):
        return node
    axes = axis if isinstance(axis, tuple) else (axis,)
    if not rank:
        return node  # a number has no axes to index
    total = rank + len(axes)
    places = {a % total for a in axes}
    items: list[gast.expr] = [
        constant(None) if i in places else gast.Slice(None, None, None) for i in range(total)
    ]
    return gast.Subscript(x, gast.Tuple(items, gast.Load()), gast.Load())
