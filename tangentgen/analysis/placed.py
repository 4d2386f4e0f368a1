"""Values with the memory they may live in."""

from __future__ import annotations

import operator
from typing import Any

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.memory import viewed as viewed_argument
from tangentgen.analysis.values import Value


def as_called(node: gast.AST, function: Any) -> Any:
    """The method, where it is another function than the one whose rule it has: `y.conj()`."""
    return np.ndarray.conj if function is np.conj and not getattr(node, "args", True) else function


def placed(
    node: gast.AST,
    function: Any,
    result: Value,
    values: list[Value],
    keywords: dict[str, Value] | None = None,
) -> Value:
    """The result with the memory it may live in."""
    named = keywords or {}
    function = as_called(node, function)
    # what a view may be one of
    given = viewed_argument(function, values) or [v for v in named.values() if v.sites]
    sources = frozenset(s for v in given for s in v.sites)
    if result.items is not None:
        memory = results.memory(function, values, named)
        if memory in ("view", "maybe") and given:
            items = tuple(
                i.but(sites=sources | ({(node, k)} if memory == "maybe" else set()))
                for k, i in enumerate(result.items)
            )
        else:
            items = tuple(
                i if is_scalar(i) else i.but(sites=frozenset([(node, k)]))
                for k, i in enumerate(result.items)
            )
        return result.but(items=items, sites=frozenset([node]))
    if (
        result.kind in ("list", "tuple")
        and result.element is not None
        and not is_scalar(result.element)
    ):
        memory = results.memory(function, values, named)
        inherited = sources if memory in ("view", "maybe") else frozenset()
        element = result.element.but(sites=inherited | {(node, "item")})
        return result.but(element=element, sites=frozenset([node]))
    if is_scalar(result) or result.kind in (
        "none",
        "range",
        "slice",
        "function",
        "module",
        "str",
    ):
        return result
    memory = results.memory(function, values, named)
    sites: frozenset[Any] = frozenset([node])
    if memory == "scalar":
        return result
    if memory in ("view", "maybe"):
        sites = sources if memory == "view" and sources else sources | sites
    return result.but(sites=sites)


def viewed(node: gast.AST, owner: Value, index: Value, result: Value) -> Value:
    """What `owner[index]` gave, with its memory: the owner's, its own, or either."""
    memory = results.memory(operator.getitem, [owner, index], {})
    if memory == "scalar" or is_scalar(result):
        return result
    own: frozenset[Any] = frozenset([node])
    sites = {"view": owner.sites or own, "maybe": owner.sites | own}.get(memory, own)
    return result.but(sites=sites)
