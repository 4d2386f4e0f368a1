"""What the items of an iterator are: of `zip`, of `itertools.product`, of a dict's `items()`."""

from __future__ import annotations

import builtins
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from tangentgen.analysis.item_kinds import key_of
from tangentgen.analysis.join import join_all
from tangentgen.analysis.values import ANY, NOTHING, UNKNOWN, Dim, Value

INT = Value("int", shape=())
_SAME = (builtins.reversed, builtins.sorted, builtins.iter, itertools.islice, itertools.cycle)
_PICKED = (
    itertools.combinations,
    itertools.permutations,
    itertools.combinations_with_replacement,
)


def iterator(
    function: Any,
    arguments: list[Value],
    keywords: dict[str, Value],
    item: Callable[[Value], Value],
) -> Value | None:
    """The iterator that a call gives; None for any other call.

    >>> found = iterator(zip, [Value("range"), Value("str")], {}, lambda v: INT)
    >>> found.kind, len(found.element.items)
    ('iterator', 2)
    """
    found = _item(function, arguments, keywords, item)
    return None if found is None else Value("iterator", element=found)


def _item(
    function: Any,
    arguments: list[Value],
    keywords: dict[str, Value],
    item: Callable[[Value], Value],
) -> Value | None:
    if function is np.ndindex:
        lengths = arguments[0].items if len(arguments) == 1 else arguments
        return _tuple([INT] * len(lengths)) if lengths is not None else None
    if function is itertools.count and all(a.kind == "int" for a in arguments):
        return INT
    if function is itertools.repeat and arguments and arguments[0].kind in ("int", "float", "str"):
        return arguments[0].but(constant=UNKNOWN)
    items = [item(a) for a in arguments]
    if not items:
        return None
    if function is builtins.zip:
        return _tuple(items)
    if function is builtins.enumerate:
        return _tuple([INT, items[0]])
    if function is itertools.pairwise:
        return _tuple([items[0], items[0]])
    if function is itertools.chain:
        return join_all(items)
    if function is itertools.product:
        repeats = keywords.get("repeat", INT.but(constant=1)).constant
        return _tuple(items * repeats) if isinstance(repeats, int) else None
    if any(function is f for f in _PICKED) and len(arguments) > 1:
        size = arguments[1].constant
        return _tuple([items[0]] * size) if isinstance(size, int) else None
    if any(function is f for f in _SAME) and not keywords:
        return items[0]
    return None


def _tuple(items: list[Value]) -> Value:
    return Value("tuple", items=tuple(items), length=Dim(len(items)))


def item_of(items: Value) -> Value:
    """What one item of an inactive iterable is."""
    if items.kind == "range":
        return INT
    if items.kind == "str":
        return Value("str")
    if items.kind == "dict":
        return key_of(items)
    if items.kind in ("list", "tuple", "iterator"):
        return items.element or join_all(list(items.items or ())) or NOTHING
    return ANY
