"""Tuples, lists, dicts and slices as they are written."""

from __future__ import annotations

from collections.abc import Callable

import gast

from tangentgen.analysis.constructed import sequence
from tangentgen.analysis.item_kinds import key_of
from tangentgen.analysis.join import join_all
from tangentgen.analysis.values import ANY, NONE, NOTHING, UNKNOWN, Dim, Nothing, Value


def display(node: gast.expr, evaluate: Callable[[gast.expr], Value]) -> Value:
    """The value of a display, its parts evaluated in the order of the text."""
    match node:
        case gast.Starred():
            value = evaluate(node.value)
            if value.kind == "none" or value.cls is Nothing:
                return NOTHING  # so far: another trip of a loop may come here
            if value.kind == "dict":
                return key_of(value)
            if value.kind == "array":
                return sequence(node, list, value).element or ANY
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
                spliced = _spliced(node.elts, items, evaluate)
                if spliced is not None:
                    return value.but(items=spliced, length=Dim(len(spliced)))
                if isinstance(node, gast.Tuple):
                    value = Value("list", cls=tuple, sites=frozenset([node]))
                return value.but(element=join_all(list(items)))
            return value.but(items=items, length=Dim(len(items)))
    raise AssertionError(f"{type(node).__name__} is no display")


def _spliced(
    nodes: list[gast.expr], items: tuple[Value, ...], evaluate: Callable[[gast.expr], Value]
) -> tuple[Value, ...] | None:
    """The items with those of `*xs` in their places; None where their number is not known."""
    out: list[Value] = []
    for node, item in zip(nodes, items, strict=True):
        if not isinstance(node, gast.Starred):
            out.append(item)
            continue
        value = evaluate(node.value)
        if value.kind not in ("list", "tuple") or value.items is None:
            return None
        out += value.items
    return tuple(out)


def _dict(node: gast.Dict, evaluate: Callable[[gast.expr], Value]) -> Value:
    keys = [evaluate(k) if k is not None else ANY for k in node.keys]
    items = tuple(map(evaluate, node.values))
    site = frozenset([node])
    held: dict[object, Value] = {}
    for node_key, key, item in zip(node.keys, keys, items, strict=True):
        if node_key is not None and key.constant is not UNKNOWN:
            held[key.constant] = item
        elif node_key is None and item.kind == "dict" and item.items is not None:
            held |= dict(zip(item.keys, item.items, strict=True))
        else:
            break
    else:
        return Value("dict", keys=tuple(held), items=tuple(held.values()), sites=site)
    parts: list[Value] = []
    for node_key, item in zip(node.keys, items, strict=True):
        whole = node_key is None and item.kind == "dict"
        parts += (
            [*(item.items or ()), *([item.element] if item.element else [])] if whole else [item]
        )
    return Value("dict", element=join_all(parts), sites=site)


def merged(*dicts: gast.expr) -> gast.Dict:
    """`a | {"k": v}` as `{**a, "k": v}`."""
    pairs: list[tuple[gast.expr | None, gast.expr]] = []
    for each in dicts:
        if isinstance(each, gast.Dict):
            pairs += zip(each.keys, each.values, strict=True)
        else:
            pairs.append((None, each))
    return gast.Dict([k for k, _ in pairs], [v for _, v in pairs])
