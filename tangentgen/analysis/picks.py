"""Iterators over several positions at once: `combinations(x, 2)` picks `(x[i], x[j])`."""

from __future__ import annotations

import builtins
import itertools
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.item_at import item_at
from tangentgen.analysis.iterables import PICKING, called, parts_active
from tangentgen.analysis.positions import Items, Stays
from tangentgen.source.quote import as_target, copy, expression, name

Picked = tuple[gast.expr, gast.expr, gast.expr]
"""An iterable of positions, the names for them, and the item there."""


def picked(items: Items, node: gast.expr) -> Picked:
    """An iterable of positions for any iterable."""
    if not parts_active(items.facts, node):
        given = name(items.fresh("entry"))
        return node, as_target(given), given
    function: Any = called(items.facts, node)
    if function is builtins.zip and not node.keywords:
        return _together(node, [picked(items, a) for a in node.args])
    if function is builtins.enumerate:
        inner, pattern, item = picked(items, node.args[0])
        number = name(items.fresh("number"))
        again = gast.Call(node.func, [inner, *node.args[1:]], node.keywords)
        targets = gast.Tuple([as_target(number), pattern], gast.Store())
        return again, targets, gast.Tuple([number, item], gast.Load())
    if function in PICKING:
        return _choice(items, node)
    if function is itertools.product:
        repeats = _whole(node.keywords[0].value) if node.keywords else 1
        pools = [items.pool(a) for a in node.args]
        return _together(node, [picked(items, a) for _ in range(repeats) for a in pools])
    if function is np.ndenumerate:
        base = items.named(node.args[0])
        given = name(items.fresh("index"))
        element = expression("$x[$k]", x=base, k=given)
        pair = gast.Tuple([given, element], gast.Load())
        return expression("np.ndindex($x.shape)", x=base), as_target(given), pair
    counter = name(items.fresh("i", "j", "k", "m", "n", "index"))
    known = len(items.lengths)
    item = item_at(items, node, counter)
    lengths = [length for length, _ in items.lengths[known:]]
    count = lengths[0] if len(lengths) == 1 else gast.Call(name("min"), lengths, [])
    return expression("range($n)", n=count), as_target(counter), item


def _together(node: Any, parts: list[Picked]) -> Picked:
    again = gast.Call(node.func, [part[0] for part in parts], [])
    targets = gast.Tuple([part[1] for part in parts], gast.Store())
    return again, targets, gast.Tuple([part[2] for part in parts], gast.Load())


def _choice(items: Items, node: Any) -> Picked:
    """`combinations(x, 2)` and the like: positions of one sequence."""
    size = [*node.args[1:], *(k.value for k in node.keywords)]
    base = items.named(items.pool(node.args[0]))
    if items.facts.value(node.args[0]).kind not in ("array", "list", "tuple") or not size:
        raise Stays
    counters = [name(items.fresh("i", "j", "k", "m", "n", "index")) for _ in range(_whole(size[0]))]
    again = gast.Call(node.func, [expression("range(len($x))", x=base), *copy_all(size)], [])
    targets = gast.Tuple([as_target(c) for c in counters], gast.Store())
    parts = [expression("$x[$k]", x=base, k=c) for c in counters]
    return again, targets, gast.Tuple(parts, gast.Load())


def _whole(node: gast.expr) -> int:
    value = getattr(node, "value", None)
    if not isinstance(value, int):
        raise Stays
    return value


def copy_all(nodes: list[gast.expr]) -> list[gast.expr]:
    return [copy(node) for node in nodes]
