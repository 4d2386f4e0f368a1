"""Values with the memory they may live in."""

from __future__ import annotations

import operator
from typing import Any

import gast

from tangentgen.analysis import results
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value


def placed(node: gast.AST, function: Any, result: Value, values: list[Value]) -> Value:
    """The result with the memory it may live in."""
    if result.items is not None:
        memory = results.memory(function, values, {})
        if memory in ("view", "maybe") and values:
            items = tuple(
                i.but(sites=values[0].sites | ({(node, k)} if memory == "maybe" else set()))
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
        memory = results.memory(function, values, {})
        inherited = values[0].sites if memory in ("view", "maybe") and values else frozenset()
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
    memory = results.memory(function, values, {})
    sites: frozenset[Any] = frozenset([node])
    if memory == "scalar":
        return result
    if memory in ("view", "maybe"):
        inherited = frozenset(s for v in values[:1] for s in v.sites)
        sites = inherited if memory == "view" and inherited else inherited | sites
    return result.but(sites=sites)


def viewed(node: gast.AST, owner: Value, index: Value, result: Value) -> Value:
    """What `owner[index]` gave, with its memory: the owner's, its own, or either."""
    memory = results.memory(operator.getitem, [owner, index], {})
    if memory == "scalar" or is_scalar(result):
        return result
    own: frozenset[Any] = frozenset([node])
    sites = {"view": owner.sites or own, "maybe": owner.sites | own}.get(memory, own)
    return result.but(sites=sites)
