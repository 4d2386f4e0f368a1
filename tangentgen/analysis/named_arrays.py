"""Names for arrays whose memory others share: an adjoint of theirs has a name as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast

from tangentgen.analysis import writing_calls
from tangentgen.analysis.connected import connected
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.sites import origin
from tangentgen.analysis.values import Value
from tangentgen.source.rebuild import rebuilt

Given = Callable[[gast.expr, str], gast.expr]  # a name for an expression, from a stem


def of_named_view(facts: Analysis, node: gast.expr, given: Given) -> gast.expr:
    """A view of what may be a view or a copy is taken of a name: `a.ravel()[1:]`."""
    inner: Any = node.value if isinstance(node, gast.Subscript | gast.Attribute) else None
    if node in facts.rule_calls:
        inner = next(iter(facts.rule_calls[node].bound.values()), None)
    shared = facts.value(node).sites - {node}  # with something inside
    if not isinstance(inner, gast.expr) or shared.isdisjoint(connected(facts)):
        return node
    if writing_calls.is_view(facts, inner) or facts.value(inner).kind != "array":
        return node
    view = given(of_named_view(facts, inner, given), "view")

    def change(part: Any) -> Any:
        if part is inner:
            return view
        return rebuilt(part, change) if isinstance(part, gast.AST) else part

    found: gast.expr = change(node)
    return found


def named_results(facts: Analysis, node: gast.expr, returned: Value, given: Given) -> gast.expr:
    """What may be an array that is changed is returned by a name, as its adjoint is."""
    items = returned.items
    display = isinstance(node, gast.Tuple | gast.List)
    if display and items is not None and len(items) == len(node.elts):
        pairs = zip(node.elts, items, strict=True)
        return type(node)([named_results(facts, e, v, given) for e, v in pairs], gast.Load())
    theirs = {s for s in returned.sites if origin(s) == "site"}
    if isinstance(node, gast.Name) or theirs.isdisjoint(facts.mutated | facts.lent):
        return node
    return given(node, "result")
