"""Comprehensions and maps over a display of a few active values, as displays of results.

So are `tuple([s, t])` and `list((s, t))`.

`s, t = map(np.asarray, (s, t))` goes through no list that has an adjoint of its own.
"""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language.walk import SCOPES, walk
from tangentgen.source.quote import copy
from tangentgen.source.rebuild import rebuilt

FEW = 5


def few_items(facts: Analysis, node: gast.expr) -> gast.expr | None:
    """The display that stands for an expression; None where it is no such expression."""
    match node:
        case gast.ListComp():
            results = _of_comprehension(facts, node)
        case gast.Call(args=[gast.Tuple() | gast.List() as made], keywords=[]) if _gathers(
            facts, node
        ) and facts.active(made):
            results = list(made.elts)
        case gast.Call(args=[made], keywords=[]) if _gathers(facts, node):
            results = few_results(facts, made)
        case _:
            return None
    if results is None:
        return None
    as_tuple = isinstance(node, gast.Call) and facts.value(node.func).constant is tuple
    display = gast.Tuple if as_tuple else gast.List
    return display(results, gast.Load())


def _gathers(facts: Analysis, call: gast.Call) -> bool:
    return any(facts.value(call.func).constant is known for known in (list, tuple))


def few_results(facts: Analysis, node: gast.expr) -> list[gast.expr] | None:
    """What an iterator over such a display gives, one expression each."""
    match node:
        case gast.GeneratorExp():
            return _of_comprehension(facts, node)
        case gast.Call(func=called, args=[gast.Name() | gast.Attribute() as function, items]) if (
            facts.value(called).constant is map and not node.keywords
        ):
            few = _few(facts, items)
            return few and [gast.Call(copy(function), [copy(item)], []) for item in few]
    return None


def _of_comprehension(
    facts: Analysis, node: gast.ListComp | gast.GeneratorExp
) -> list[gast.expr] | None:
    part = node.generators[0]
    if len(node.generators) > 1 or part.ifs or part.is_async:
        return None
    few = _few(facts, part.iter)
    if few is None or not isinstance(part.target, gast.Name):
        return None
    if any(isinstance(inner, SCOPES | gast.NamedExpr) for inner in walk(node.elt)):
        return None
    return [_with(node.elt, part.target.id, item) for item in few]


def _few(facts: Analysis, items: gast.expr) -> list[gast.expr] | None:
    """The items of a display of names and constants, where one of them is active."""
    if not isinstance(items, gast.Tuple | gast.List) or not 0 < len(items.elts) <= FEW:
        return None
    if not all(isinstance(item, gast.Name | gast.Constant) for item in items.elts):
        return None
    return items.elts if any(map(facts.active, items.elts)) else None


def _with(tree: Any, name: str, item: gast.expr) -> Any:
    """An expression with an item in the place of the variable."""
    if isinstance(tree, gast.Name) and tree.id == name:
        return copy(item)
    return rebuilt(copy(tree), lambda part: _with(part, name, item))
