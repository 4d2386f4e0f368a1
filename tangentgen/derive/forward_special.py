"""Tangents that are shorter, or more alike to the primal, than templates give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import ArrayMethod
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.results import same_shape
from tangentgen.analysis.values import Value
from tangentgen.derive.forward_dot import Dot
from tangentgen.derive.suspicious import is_natural
from tangentgen.source.quote import constant, copy, expression

if TYPE_CHECKING:
    from tangentgen.derive.forward_expression import Tangents

QUOTIENTS = ("operator.truediv", "numpy.divide", "numpy.true_divide")
PRODUCTS = ("operator.matmul", "numpy.dot", "numpy.inner")
ALIKE = ("astype", "copy", "reshape", "ravel", "flatten", "transpose", "squeeze", "swapaxes")


def shorter(
    on: Tangents, node: gast.expr, rule: Any, bound: Mapping[str, Any], active: list[str]
) -> Dot | None:
    """Quotients and inner products, which have shorter forms than their partials give."""
    operands = list(bound.values())
    if rule.name == "numpy.where" and len(operands) == 3:
        return chosen(on, node, bound)
    lists = any(isinstance(e, list) for e in operands)
    if len(operands) != 2 or lists or not on.work.optimize:
        return None
    if rule.name in QUOTIENTS and operands[1] is bound.get(active[-1]):
        return quotient(on, node, operands[0], operands[1])
    values = [on.work.facts.value(e) for e in operands]
    if rule.name in PRODUCTS and len(active) == 2 and all(_is_vector(v) for v in values):
        factors, bare = zip(*map(_without_literal, operands), strict=True)
        form = "$a @ $b" if rule.name == "operator.matmul" else "np.dot($a, $b)"
        terms = []
        for primal, dotted in (bare[::-1], bare):
            inner = expression(form, a=on.reading.read(primal), b=on.whole(dotted))
            for factor in factors:
                inner = expression("$c * $x", c=factor, x=inner) if factor is not None else inner
            terms.append(inner)
        return Dot(tuple(terms))
    return None


def quotient(on: Tangents, node: gast.expr, above: gast.expr, below: gast.expr) -> Dot:
    """`(x_dot - ans * y_dot) / y`."""
    divisor = on.whole(below)
    over = on.of(above)
    answer = on.reading.answer(node)
    terms = [*(over.terms if over is not None else ())]
    terms.append(gast.UnaryOp(gast.USub(), expression("$q * $d", q=answer, d=divisor)))
    upper = on.sum(Dot(tuple(terms)))
    return Dot((expression("$u / $y", u=upper, y=on.reading.read(below)),))


def same_call(on: Tangents, node: gast.Call, argument: Any) -> gast.expr | None:
    """The user's own call of a linear function, of the tangent."""
    if isinstance(argument, list):
        return None
    method = on.work.facts.value(node.func).constant
    keywords = [gast.keyword(k.arg, on.reading.read(k.value)) for k in node.keywords]
    if isinstance(method, ArrayMethod):
        if argument is not method.owner or on.work.facts.value(method.owner).kind != "array":
            return None
        function = gast.Attribute(on.whole(method.owner), method.name, gast.Load())
        return gast.Call(function, [on.reading.read(a) for a in node.args], keywords)
    for k, given in enumerate(node.args):
        if given is argument:
            args = [on.whole(a) if j == k else on.reading.read(a) for j, a in enumerate(node.args)]
            return gast.Call(copy(node.func), args, keywords)
    return None


def linear(rule: Any, node: gast.Call) -> bool:
    """Whether the tangent is the same call of the argument's tangent."""
    if rule.name == "numpy.sum":
        return all(k.arg != "initial" for k in node.keywords) and len(node.args) < 5
    return rule.forward == "linear" or getattr(node.func, "attr", "") in ALIKE


def _without_literal(node: gast.expr) -> tuple[gast.expr | None, gast.expr]:
    """`c` and `x` of `c * x` where c is a literal."""
    match node:
        case gast.BinOp(op=gast.Mult(), left=gast.Constant() as factor):
            return factor, node.right
    return None, node


def _is_vector(value: Value) -> bool:
    return value.kind == "array" and value.rank == 1


def chosen(on: Tangents, node: gast.expr, bound: Mapping[str, Any]) -> Dot:
    """`np.where(c, x_dot, y_dot)`, which divides by nothing that c has ruled out."""
    facts, world = on.work.facts, on.reading.world
    test = on.reading.read(bound["condition"])
    trees: list[gast.expr] = []
    shaped = {"condition"}
    for parameter in ("x", "y"):
        found = on.of(bound[parameter])
        if found is None:
            trees.append(constant(0.0))
            continue
        if found.full:
            shaped.add(parameter)
        form = "np.where($c, $d, 1)" if parameter == "x" else "np.where($c, 1, $d)"
        trees.append(guarded(on.sum(found), form, test))
    answer = facts.value(node)
    values = {p: facts.value(bound[p]) for p in ("condition", "x", "y")}
    full = is_scalar(answer) or any(same_shape(values[p], answer, world) for p in shaped)
    full = full or all(p in shaped or is_scalar(v) for p, v in values.items())
    return Dot((expression("np.where($c, $x, $y)", c=test, x=trees[0], y=trees[1]),), full)


def guarded(tree: gast.expr, form: str, test: gast.expr) -> gast.expr:
    """The tree with divisors, and bases of powers, that are 1 where the branch is not taken."""
    match tree:
        case gast.BinOp(op=gast.Div(), left=left, right=right):
            safe = right if isinstance(right, gast.Constant) else expression(form, c=test, d=right)
            return gast.BinOp(guarded(left, form, test), gast.Div(), safe)
        case gast.BinOp(op=gast.Pow(), left=left, right=exponent) if not is_natural(exponent):
            return gast.BinOp(expression(form, c=test, d=left), gast.Pow(), exponent)
        case gast.BinOp():
            sides = guarded(tree.left, form, test), guarded(tree.right, form, test)
            return gast.BinOp(sides[0], tree.op, sides[1])
        case gast.UnaryOp():
            return gast.UnaryOp(tree.op, guarded(tree.operand, form, test))
    return tree
