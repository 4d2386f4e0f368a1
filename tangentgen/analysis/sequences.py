"""Lists, tuples and dicts: items, slices, and what operators make of them."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.join import join_all
from tangentgen.analysis.lists import twice
from tangentgen.analysis.values import ANY, NOTHING, UNKNOWN, Dim, Value, in_words

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def named(function: Any) -> str:
    """What a function is called in a refusal."""
    return getattr(function, "__name__", None) or type(function).__name__


def item(node: gast.AST, owner: Value, index: Value) -> Value:
    """`owner[index]` of a container."""
    if owner.items is not None:
        constant = index.constant
        if owner.kind == "dict" and constant is not UNKNOWN and constant in owner.keys:
            return owner.items[owner.keys.index(constant)]
        if (
            owner.kind != "dict"
            and isinstance(constant, int)
            and -len(owner.items) <= constant < len(owner.items)
        ):
            return owner.items[constant]
        if index.kind == "slice" and owner.kind != "dict":
            return _sliced(node, owner, index)
        return join_all(list(owner.items)) or NOTHING
    if index.kind == "slice":
        return owner.but(sites=frozenset([node]))
    return owner.element or NOTHING


def _sliced(node: gast.AST, owner: Value, index: Value) -> Value:
    bounds = [p.constant for p in index.items or ()]
    if all(b is None or isinstance(b, int) for b in bounds):
        items = (owner.items or ())[slice(*bounds)]
        return owner.but(items=items, length=Dim(len(items)), sites=frozenset([node]))
    element = join_all(list(owner.items or ()))
    return owner.but(items=None, element=element, length=None, sites=frozenset([node]))


def joined(evaluate: Evaluator, node: gast.AST, function: Any, values: list[Value]) -> Value:
    """An operator between containers: `+` joins, `*` repeats."""
    if len(values) == 1:  # `-` of a list is Python's own error, of an object its method's affair
        return ANY.but(active=evaluate.facts.is_active(values[0]))
    left, right = values
    both = {left.kind, right.kind}
    site = frozenset([node])
    if both & {"array", "tensor", "scalar"}:  # arithmetic, not joining
        if any(evaluate.facts.is_active(v) for v in values):
            return evaluate.refuse(
                node,
                f"{named(function)} on {in_words(left)} and {in_words(right)}",
                "convert both to arrays first: np.array(...)",
            )
        return ANY
    twice(evaluate.facts, values if function is operator.add else [left, right, left, right])
    if function is operator.add and both == {"list"}:
        if left.items is not None and right.items is not None:
            return Value("list", items=left.items + right.items, sites=site)
        parts = [
            *(left.items or ()),
            *(right.items or ()),
            *(v.element for v in values if v.element),
        ]
        return Value("list", element=join_all(parts), sites=site)
    if (
        function is operator.add
        and both == {"tuple"}
        and left.items is not None
        and right.items is not None
    ):
        return Value("tuple", items=left.items + right.items, sites=site)
    if function is operator.mul and "list" in both:
        of = left if left.kind == "list" else right
        element = of.element or join_all(list(of.items or ()))
        return Value("list", element=element, sites=site)
    if any(evaluate.facts.is_active(v) for v in values):
        return evaluate.refuse(
            node,
            f"{named(function)} on {in_words(left)} and {in_words(right)}",
            "convert both to arrays first: np.array(...)",
        )
    if "str" in both:
        return Value("str")
    return ANY
