"""What an iterable's item is, by its position: `zip(x, y)` at k is `(x[k], y[k])`."""

from __future__ import annotations

import builtins
import itertools
from typing import Any

import gast

from tangentgen.analysis import again
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.items_of_dicts import changing, keyed, keys_in_order, known_keys, values_of
from tangentgen.analysis.iterables import AT_ONCE, called, parts_active
from tangentgen.analysis.literal_ends import literal_ends
from tangentgen.analysis.positions import Items, Stays, first_length
from tangentgen.analysis.put_together import together
from tangentgen.analysis.values import Dim, Value
from tangentgen.language import core
from tangentgen.source.quote import constant, copy, expression


def item_at(items: Items, node: gast.expr, at: gast.expr) -> gast.expr:
    """The item at a position, which is a number or a name."""
    function = called(items.facts, node)
    if function is builtins.zip:
        return _zipped(items, node, at)
    if function is builtins.enumerate:
        return _numbered(items, node, at)
    if function is builtins.range:
        return _counted(items, node, at)
    if function is builtins.map and isinstance(node.args[0], gast.Name | gast.Attribute):
        parts = [item_at(items, a, at) for a in node.args[1:]]
        return gast.Call(copy(node.args[0]), parts, [])
    if function is builtins.reversed:
        return item_at(items, node.args[0], expression("-1 - $k", k=at))
    if function is itertools.pairwise:
        return _pair(items, node, at)
    if function in ("items", "values") and changing(items, node):
        return keyed(items, node, function, at)
    if function == "items" and known_keys(items, node) is not None:
        keys = gast.List([constant(k) for k in known_keys(items, node) or ()], gast.Load())
        values = values_of(items, node)
        return gast.Tuple([items.at(keys, at), items.at(values, at)], gast.Load())
    if function in ("items", "values") and known_keys(items, node) is None:
        return keyed(items, node, function, at)
    if function in AT_ONCE and items.steady(node.args[0]):
        return item_at(items, node.args[0], at)
    if items.zips and items.facts.value(node).kind == "dict" and items.steady_path(node):
        return expression("$x[$k]", x=keys_in_order(items, node), k=at)
    part = _between(items, node, at)
    return _section(items, node, at) if part is None else part


def _between(items: Items, node: gast.expr, at: gast.expr) -> gast.expr | None:
    """`X[1:-1]` at k is `X[k + 1]`, of a list or an array that the loop leaves alone."""
    ends = literal_ends(node)
    if ends is None or items.strict:  # an error tells how long they are
        return None
    owner = node.value
    if items.facts.value(owner).kind not in ("array", "list") or not items.steady_path(owner):
        return None
    if not items.steady(owner):
        return None
    first, last = ends
    fewer = first + last
    length = expression("len($x)", x=owner)
    if fewer:
        length = expression("$n - $f", n=length, f=constant(fewer))
    items.lengths.append((length, first_length(items.facts.value(node)) if items.zips else None))
    if isinstance(at, gast.Name):
        index = expression("$k + $f", k=at, f=constant(first)) if first else copy(at)
    else:  # counted from the end
        index = expression("$k - $f", k=at, f=constant(last)) if last else copy(at)
    return expression("$x[$k]", x=owner, k=index)


def _zipped(items: Items, node: Any, at: gast.expr) -> gast.expr:
    known = len(items.lengths)
    strict = [getattr(k.value, "value", None) for k in node.keywords if k.arg == "strict"]
    if len(strict) != len(node.keywords) or strict not in ([], [False], [True]):
        raise Stays
    items.zips, items.strict = True, items.strict or strict == [True]
    parts = [item_at(items, a, at) for a in node.args]
    if strict == [True]:
        _check_lengths(items, items.lengths[known:])
    return gast.Tuple(parts, gast.Load())


def _check_lengths(items: Items, lengths: list[tuple[gast.expr, Dim | None]]) -> None:
    """`strict`: an exception where the lengths differ, unless they are known to agree."""
    (first, size), *others = lengths
    tests = [
        expression("$a != $b", a=other, b=first)
        for other, same in others
        if size is None or same != size
    ]
    if not tests:
        return
    test = tests[0] if len(tests) == 1 else gast.BoolOp(gast.Or(), tests)
    error = expression("ValueError('zip() arguments are not of the same length')")
    items.before.append(core.If(test, (core.Raise(error),)))


def _numbered(items: Items, node: Any, at: gast.expr) -> gast.expr:
    start = [*node.args[1:], *(k.value for k in node.keywords)]
    inner = item_at(items, node.args[0], at)
    index = copy(at)
    if start and getattr(start[0], "value", None) != 0:
        index = expression("$k + $start", k=at, start=items.settled(start[0], "start"))
    return gast.Tuple([index, inner], gast.Load())


def _counted(items: Items, node: Any, at: gast.expr) -> gast.expr:
    if len(node.args) == 1 and isinstance(at, gast.Name):
        count = items.settled(node.args[0], "count")
        items.lengths.append((count, None))
        return copy(at)
    if len(node.args) == 2 and isinstance(at, gast.Name):
        first, last = (
            items.settled(a, w) for a, w in zip(node.args, ("start", "stop"), strict=True)
        )
        items.lengths.append((expression("$b - $a", a=first, b=last), None))
        return expression("$k + $a", a=first, k=at)
    return items.at(node, at)


def _pair(items: Items, node: Any, at: gast.expr) -> gast.expr:
    base = items.named(node.args[0])
    items.lengths.append((expression("len($x) - 1", x=base), None))
    both = [expression(form, x=base, k=at) for form in ("$x[$k]", "$x[$k + 1]")]
    return gast.Tuple(both, gast.Load())


def _section(items: Items, node: gast.expr, at: gast.expr) -> gast.expr:
    """An item of what can be indexed, if need be after it was put together."""
    function = called(items.facts, node)
    if function == "values" and known_keys(items, node) is not None:
        return items.at(values_of(items, node), at)
    base = together(items, node, function)
    if base is not node:
        return items.at(base, at)
    value = items.facts.value(node)
    rows = _rows(items.facts, node, value)
    if rows is not None:
        parts = [items.at(row, at) for row in rows]
        return gast.Tuple(parts, gast.Load())
    known = value.kind == "tuple" and value.items is not None
    if isinstance(node, gast.Attribute) and not items.steady_path(node):
        raise Stays
    if known and items.facts.is_active(value):
        return items.at(gast.List(_parts(node, value), gast.Load()), at)
    if value.kind in ("array", "list", "tuple", "tensor", "range", "str"):
        return items.at(node, at)
    if items.facts.is_active(value) or parts_active(items.facts, node):
        raise Stays
    if not again.replayable(items.facts, node):
        raise Stays
    return items.at(expression("[*$x]", x=node), at)


def _parts(node: gast.expr, value: Value) -> list[gast.expr]:
    """The items of a tuple or list of known length, as expressions."""
    if isinstance(node, gast.Tuple | gast.List):
        return [copy(e) for e in node.elts]
    if not isinstance(node, gast.Name | gast.Attribute):
        raise Stays
    return [expression("$t[$k]", t=node, k=constant(k)) for k in range(len(value.items or ()))]


def _rows(facts: Analysis, node: gast.expr, value: Value) -> list[gast.expr] | None:
    """`[(a, b), (c, d)]`, column by column: `[a, c]` and `[b, d]`."""
    items = value.items
    if value.kind not in ("list", "tuple") or not items or not facts.is_active(value):
        return None
    widths = {len(i.items) if i.kind == "tuple" and i.items is not None else 0 for i in items}
    if len(widths) != 1 or 0 in widths:
        return None
    rows = _parts(node, value)
    columns: list[gast.expr] = []
    for k in range(widths.pop()):
        column = [
            copy(row.elts[k])
            if isinstance(row, gast.Tuple)
            else expression("$r[$k]", r=row, k=constant(k))
            for row in rows
        ]
        columns.append(gast.List(column, gast.Load()))
    return columns
