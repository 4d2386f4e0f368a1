"""Series of several variables, which are series along one variable after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.scipy_calls import arguments_by_name
from tangentgen.analysis.values import Value
from tangentgen.rules import library
from tangentgen.source.quote import constant, expression

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

PACKAGE = "numpy.polynomial."


def series_call(
    evaluate: Evaluator, node: gast.Call, target: Any, values: list[Value], env: Environment
) -> Value | None:
    """The value of such a call with active values; None of another call."""
    module = getattr(target, "__module__", None) or ""
    if not module.startswith(PACKAGE) or not any(map(evaluate.facts.is_active, values)):
        return None
    full = library.full_name(target)
    if full == f"{PACKAGE}polynomial.polyvalfromroots":
        made = _from_roots(evaluate, node)
    else:
        made = _variable_by_variable(node, full.removeprefix("numpy."))
    return None if made is None else methods.stands_for(evaluate, node, made, env)


def _variable_by_variable(node: gast.Call, name: str) -> gast.expr | None:
    """The outer products of the points of a grid, or the points taken together."""
    family, several, rank = name[:-2].removesuffix("val"), name[-6:-2], name[-2:]
    if rank not in ("2d", "3d") or not several.endswith(("val", "grid")):
        return None
    given = arguments_by_name(node, ["x", "y", "z", "c"] if rank == "3d" else ["x", "y", "c"])
    if given is None:
        return None
    function = f"np.{family.removesuffix('grid')}val"
    series = given.pop("c")
    for number, points in enumerate(given.values()):
        keywords = []
        if number > 0 and several.endswith("val"):
            keywords = [gast.keyword("tensor", constant(False))]
        series = gast.Call(expression(function), [points, series], keywords)
    return series


def _from_roots(evaluate: Evaluator, node: gast.Call) -> gast.expr | None:
    """The product of what the roots of one polynomial are away."""
    given = arguments_by_name(node, ["x", "r"])
    if given is None or evaluate.facts.value(given["r"]).rank != 1:
        return None
    return expression("np.prod(np.subtract.outer($x, $r), axis=-1)", **given)
