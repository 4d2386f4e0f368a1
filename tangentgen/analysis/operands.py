"""Products with sparse matrices, and calls of splines: SciPy's objects by the rules they have.

The text stays; only the rule of the expression is noted.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.attribute_reads import attribute_or_method
from tangentgen.analysis.facts import RuleCall
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Shape, Value
from tangentgen.language import operands
from tangentgen.rules import library
from tangentgen.source.quote import constant, expression

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

# what makes a spline, its arguments by position and by keyword; the second is its data
MAKERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "CubicSpline": (("x", "y"), ("bc_type", "extrapolate")),
    "make_interp_spline": (("x", "y", "k"), ()),
    "BSpline": (("t", "c", "k"), ("extrapolate",)),
    "interp1d": (("x", "y", "kind"), ("bounds_error", "fill_value", "assume_sorted")),
}
_SPLINES = ("CubicSpline", "PPoly", "BSpline", "PchipInterpolator", "Akima1DInterpolator")


def sparse_product(
    evaluate: Evaluator, node: gast.BinOp, left: Value, right: Value
) -> Value | None:
    """`M @ x` or `x @ M` with a constant sparse matrix M; None of any other product."""
    active = evaluate.facts.is_active
    if is_sparse(left) and active(right) and not active(left):
        bound = {"matrix": node.left, "x": node.right}
        return _by_rule(evaluate, node, operands.sparse_product, bound, _like(right, 0))
    if is_sparse(right) and active(left) and not active(right):
        bound = {"x": node.left, "matrix": node.right}
        return _by_rule(evaluate, node, operands.product_with_sparse, bound, _like(left, -1))
    return None


def is_sparse(value: Value) -> bool:
    """Whether a value is known to be one of SciPy's sparse matrices or arrays."""
    sparse = sys.modules.get("scipy.sparse")
    if sparse is None:
        return False
    if isinstance(value.cls, type):
        return issubclass(value.cls, sparse.spmatrix | sparse.sparray)
    return bool(sparse.issparse(value.constant))


def object_call(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value | None:
    """`CubicSpline(x, y)(t)`, `spline(t)`, `M.dot(x)`; None of any other call."""
    if not any(m in sys.modules for m in ("scipy.interpolate", "scipy.sparse", "scipy.stats")):
        return None
    if isinstance(node.func, gast.Attribute) and isinstance(node.func.value, gast.Call):
        found = _of_frozen(evaluate, node, node.func, node.func.value, env)
        if found is not None:
            return found
    match node.func:
        case gast.Call(func=gast.Name() | gast.Attribute()):
            return _made_and_called(evaluate, node, node.func, env)
        case gast.Attribute(value=owner, attr="dot") if len(node.args) == 1 and not node.keywords:
            given, x = evaluate(owner, env), evaluate(node.args[0], env)
            if is_sparse(given) and evaluate.facts.is_active(x):
                bound = {"matrix": owner, "x": node.args[0]}
                return _by_rule(evaluate, node, operands.sparse_product, bound, _like(x, 0))
        case gast.Name() | gast.Attribute():
            made = type(_function(evaluate, node.func, env))
            if made.__name__ in _SPLINES and _of_scipy(made):
                return _called(evaluate, node, operands.spline_at, {"spline": node.func}, env)
            if made.__name__ == "interp1d" and _of_scipy(made):
                return _called(
                    evaluate, node, operands.interpolant_at, {"interpolant": node.func}, env
                )
    return None


def _function(evaluate: Evaluator, node: gast.expr, env: Environment) -> Any:
    """What is called, a method of an object not taken apart."""
    method = isinstance(node, gast.Attribute)
    return (attribute_or_method(evaluate, node, env) if method else evaluate(node, env)).constant


def _made_and_called(
    evaluate: Evaluator, node: gast.Call, inner: gast.Call, env: Environment
) -> Value | None:
    maker = _function(evaluate, inner.func, env)
    if getattr(maker, "__name__", "") == "RegularGridInterpolator" and _of_scipy(maker):
        return _on_grid(evaluate, node, inner, env)
    found = MAKERS.get(getattr(maker, "__name__", ""))
    if found is None or not _of_scipy(maker):
        return None
    names, options = found
    given = dict(zip(names, inner.args, strict=False))
    for keyword in inner.keywords:
        if keyword.arg not in (*names, *options) or keyword.arg in given:
            return None
        given[keyword.arg] = keyword.value
    if len(inner.args) > len(names) or not set(names[:2]) <= given.keys():
        return None
    ends = given.get("bc_type", constant("natural"))
    if not (isinstance(ends, gast.Constant) and isinstance(ends.value, str)):
        return None  # ends that are given make it affine in the data
    for part in given.values():
        evaluate(part, env)
    for key, part in given.items():
        if key != names[1] and evaluate.facts.active(part):
            return evaluate.refuse(
                part, f"a derivative with respect to '{key}' here", "make it a constant"
            )
    data = given[names[1]]
    unit = expression("np.eye(len($x))", x=given["x"] if names[1] == "y" else data)
    if maker.__name__ == "interp1d":
        return _interpolated(evaluate, node, inner, given, unit, env)
    basis = gast.Call(inner.func, *_replaced(inner, data, unit))
    evaluate(basis, env)
    evaluate.facts.in_place |= {inner, basis}
    bound = {"spline": inner, "basis": basis, "data": data}
    return _called(evaluate, node, operands.spline_of_data, bound, env)


def _of_frozen(
    evaluate: Evaluator, node: gast.Call, method: gast.Attribute, made: gast.Call, env: Environment
) -> Value | None:
    """`norm(loc, scale).pdf(x)` is `norm.pdf(x, loc, scale)`, of active parameters."""
    if not isinstance(made.func, gast.Name | gast.Attribute):
        return None
    maker = _function(evaluate, made.func, env)
    if not type(maker).__module__.startswith("scipy.stats"):
        return None
    call = gast.Call(
        gast.Attribute(made.func, method.attr, gast.Load()),
        [*node.args, *made.args],
        [*node.keywords, *made.keywords],
    )
    return methods.stands_for(evaluate, node, call, env)


def _on_grid(
    evaluate: Evaluator, node: gast.Call, inner: gast.Call, env: Environment
) -> Value | None:
    """`RegularGridInterpolator(points, values)(xi)` is `interpn(points, values, xi)`."""
    if len(inner.args) != 2 or len(node.args) != 1 or node.keywords:
        return None
    call = expression("scipy_interpolate.interpn")
    made = gast.Call(call, [*inner.args, node.args[0]], inner.keywords)
    return methods.stands_for(evaluate, node, made, env)


def _replaced(
    call: gast.Call, old: gast.expr, new: gast.expr
) -> tuple[list[gast.expr], list[gast.keyword]]:
    """The arguments of a call, one of them replaced."""
    keywords = [gast.keyword(k.arg, new if k.value is old else k.value) for k in call.keywords]
    return [new if a is old else a for a in call.args], keywords


def _interpolated(
    evaluate: Evaluator,
    node: gast.Call,
    inner: gast.Call,
    given: dict[str, gast.expr],
    unit: gast.expr,
    env: Environment,
) -> Value | None:
    """`interp1d(x, y)(t)` for a vector y, linear between the points."""
    kind, data = given.get("kind", constant("linear")), given["y"]
    vector = evaluate.facts.value(data).rank == 1 or isinstance(data, gast.List | gast.Tuple)
    if not vector or not (isinstance(kind, gast.Constant) and kind.value == "linear"):
        return evaluate.refuse(
            node,
            "interp1d of another kind, or of data that are not known to be a vector",
            "use np.interp, make_interp_spline or CubicSpline",
        )
    args, keywords = _replaced(inner, data, unit)
    keywords = [k for k in keywords if k.arg not in ("fill_value", "bounds_error")]
    fill = given.get("fill_value")
    if fill is not None:
        endless = isinstance(fill, gast.Constant) and fill.value == "extrapolate"
        keywords.append(gast.keyword("fill_value", fill if endless else constant(0.0)))
        if not endless:
            keywords.append(gast.keyword("bounds_error", constant(False)))
    basis = gast.Call(inner.func, args, [*keywords, gast.keyword("axis", constant(0))])
    evaluate(basis, env)
    evaluate.facts.in_place |= {inner, basis}
    bound = {"interpolant": inner, "basis": basis, "data": data}
    return _called(evaluate, node, operands.interpolant_of_data, bound, env)


def _called(
    evaluate: Evaluator, node: gast.Call, function: Any, bound: dict[str, Any], env: Environment
) -> Value | None:
    """A spline at some points, perhaps a derivative of it."""
    if not 1 <= len(node.args) <= 2 or any(k.arg != "nu" for k in node.keywords):
        return None
    parts = [*node.args, *(k.value for k in node.keywords)]
    values = [evaluate(part, env) for part in parts]
    data = [bound["data"]] if "data" in bound else []
    if not any(map(evaluate.facts.is_active, values)) and not any(
        evaluate.facts.active(part) for part in data
    ):
        return None
    bound = bound | dict(zip(("at", "nu"), parts, strict=False))
    shape: Shape | None = () if is_scalar(values[0]) else values[0].shape
    if data and shape is not None:
        heights = evaluate.facts.value(data[0]).shape
        shape = None if heights is None else shape + heights[1:]
    elif not data:
        shape = None  # the spline may have several components
    made = Value("array" if shape else "tensor", dtype="f8", shape=shape or None)
    return _by_rule(evaluate, node, function, bound, made)


def _of_scipy(thing: Any) -> bool:
    return (getattr(thing, "__module__", None) or "").startswith("scipy.interpolate")


def _like(x: Value, axis: int) -> Value:
    """An array like x, with another length on one axis."""
    if x.kind != "array" or not x.shape:
        return Value("tensor", dtype=x.dtype)
    shape = list(x.shape)
    shape[axis] = None
    return Value("array", dtype=x.dtype, shape=tuple(shape))


def _by_rule(
    evaluate: Evaluator, node: Any, function: Any, bound: dict[str, Any], result: Value
) -> Value | None:
    rule = library.find(function)
    if rule is None:
        return None
    for parameter, part in bound.items():
        if parameter in ("spline", "interpolant"):
            continue  # made of the data, which have a derivative
        if parameter not in rule.active and evaluate.facts.active(part):
            return evaluate.refuse(
                part, f"a derivative with respect to '{parameter}' here", "make it a constant"
            )
    call = RuleCall(function, rule, bound)
    if isinstance(node, gast.BinOp):
        evaluate.facts.wholes[node] = call
    else:
        evaluate.facts.rule_calls[node] = call
    return result.but(
        active=True, sites=frozenset([node]) if result.kind == "array" else frozenset()
    )
