"""Expressions with no derivative of their own: taken as a whole where nothing active is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import ANY, Value

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def plain_only(evaluate: Evaluator, node: gast.expr, env: Environment) -> Value:
    """Any other expression: taken where nothing active is in it, evaluated as a whole."""
    own = _own_names(node)
    for inner in gast.walk(node):
        if isinstance(inner, gast.Name) and not _stored(inner) and inner.id not in own:
            known = inner.id in env or evaluate.facts.scope.place(inner.id) != "local"
            if known and evaluate.facts.is_active(evaluate(inner, env)):
                return evaluate.refuse(
                    node,
                    f"{_spelled(node)} with active values",
                    "write it as a loop or as array operations",
                )
    evaluate.facts.impure.add(node)
    return ANY


def _own_names(node: gast.expr) -> set[str]:
    """The names of a comprehension's own that its iterables do not read as well."""
    own = {n.id for n in gast.walk(node) if isinstance(n, gast.Name) and _stored(n)}
    for inner in gast.walk(node):
        if isinstance(inner, gast.comprehension):
            own -= {n.id for n in gast.walk(inner.iter) if isinstance(n, gast.Name)}
    return own


def _stored(node: gast.Name) -> bool:
    return isinstance(node.ctx, gast.Store)


def _spelled(node: gast.AST) -> str:
    return {
        "ListComp": "a list comprehension",
        "GeneratorExp": "a generator expression",
        "DictComp": "a dict comprehension",
        "SetComp": "a set comprehension",
        "Lambda": "a lambda",
        "NamedExpr": "an assignment expression",
        "Await": "await",
        "Yield": "yield",
    }.get(type(node).__name__, type(node).__name__)
