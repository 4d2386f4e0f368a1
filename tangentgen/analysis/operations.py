"""What operators give: arithmetic, comparisons, `and`, `or`, and a choice of two values."""

from __future__ import annotations

import enum
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods, results
from tangentgen.analysis.decided import truth
from tangentgen.analysis.displays import merged
from tangentgen.analysis.facts import RuleCall
from tangentgen.analysis.join import join, join_all
from tangentgen.analysis.operands import sparse_product
from tangentgen.analysis.operators import BINARY, COMPARE, UNARY
from tangentgen.analysis.optional import narrowed, never_none
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.sequences import joined
from tangentgen.analysis.tagged import tagged
from tangentgen.analysis.values import ANY, NOTHING, UNKNOWN, Nothing, Value
from tangentgen.rules.patterns import whole

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

BOOL = Value("bool", dtype=None, shape=())
_ORDERED = (gast.Lt, gast.LtE, gast.Gt, gast.GtE)


def binary(evaluate: Evaluator, node: gast.BinOp, env: Environment) -> Value:
    left, right = evaluate.operand(node.left, env), evaluate.operand(node.right, env)
    if isinstance(node.op, gast.MatMult):
        evaluate.facts.wholes.pop(node, None)
        product = sparse_product(evaluate, node, left, right)
        if product is not None:
            return product
    if "object" in (left.kind, right.kind):
        found = methods.binary(evaluate, node, left, right, env)
        if found is not None:
            return found
    if isinstance(node.op, gast.BitOr) and left.kind == right.kind == "dict":
        return methods.stands_for(evaluate, node, merged(node.left, node.right), env)
    if isinstance(node.op, gast.BitOr):
        classes = _classes(left, right)
        if classes is not None:
            return classes
    if isinstance(node.op, gast.Div):
        evaluate.facts.wholes.pop(node, None)
        quotient = whole(node, lambda called: evaluate.facts.value(called.func).constant)
        if quotient is not None:
            rule, bound = quotient
            evaluate.facts.wholes[node] = RuleCall(rule.function, rule, dict(bound))
    return operation(evaluate, node, BINARY[type(node.op)], [left, right])


def _classes(left: Value, right: Value) -> Value | None:
    """`list | tuple`, which `isinstance` may be asked for.

    >>> _classes(Value("function", constant=int), Value("function", constant=float)).constant
    int | float
    """
    kinds = (type, types.UnionType)
    if not isinstance(left.constant, kinds) or not isinstance(right.constant, kinds):
        return None
    return left.but(constant=left.constant | right.constant)


def operation(
    evaluate: Evaluator, node: gast.AST, function: Callable[..., Any], values: list[Value]
) -> Value:
    """An operator applied to values."""
    if any(v.cls is Nothing for v in values):
        return NOTHING
    values = [_as_number(v) for v in values]
    if any(v.kind in ("list", "tuple", "dict", "object", "str") for v in values):
        return joined(evaluate, node, function, values)
    result = results.result(function, values, {}, evaluate.program.world)
    return tagged(evaluate, node, function, result, values)


def unary(evaluate: Evaluator, node: gast.UnaryOp, env: Environment) -> Value:
    function = UNARY[type(node.op)]
    if isinstance(node.op, gast.Not):
        evaluate.held(node.operand, env)
        return BOOL
    value = evaluate.operand(node.operand, env)
    word = methods.UNARY[type(node.op)]
    method = methods.method_of(value, word)
    if method is not None:
        form = methods.Method(method, "unary", type(node.op))
        return methods.called(evaluate, node, form, [node.operand], env)
    if (
        isinstance(node.op, gast.USub)
        and value.constant is not UNKNOWN
        and isinstance(value.constant, int | float)
    ):
        return value.but(
            constant=-value.constant, length=value.length.scale(-1) if value.length else None
        )
    return operation(evaluate, node, function, [value])


def and_or(evaluate: Evaluator, node: gast.BoolOp, env: Environment) -> Value:
    either = isinstance(node.op, gast.Or)
    values = []
    for operand in node.values:
        values.append(evaluate.held(operand, env))
        env = narrowed(operand, not either, env)
    if either:  # what is not true is not what comes out
        values[:-1] = map(never_none, values[:-1])
    return join_all(values) or ANY


def comparison(evaluate: Evaluator, node: gast.Compare, env: Environment) -> Value:
    seen = evaluate.held if isinstance(node.ops[0], gast.Is | gast.IsNot) else evaluate
    seen = evaluate.operand if isinstance(node.ops[0], _ORDERED) else seen
    values = [seen(node.left, env), *(seen(c, env) for c in node.comparators)]
    function = COMPARE.get(type(node.ops[0]))
    if function is None or len(values) > 2:
        return BOOL
    if any(v.kind in ("list", "tuple", "dict", "object", "str", "none", "any") for v in values):
        return BOOL if not any(v.kind == "any" for v in values) else ANY
    result = results.result(function, values, {}, evaluate.program.world)
    return result.but(
        active=False, sites=frozenset([node]) if result.kind == "array" else frozenset()
    )


def choice(evaluate: Evaluator, node: gast.IfExp, env: Environment) -> Value:
    evaluate.held(node.test, env)
    known = truth(evaluate.facts, node.test)
    if known is not None:  # the other way need not even exist
        return evaluate.held(node.body if known else node.orelse, narrowed(node.test, known, env))
    body = evaluate.held(node.body, narrowed(node.test, True, env))
    return join(body, evaluate.held(node.orelse, narrowed(node.test, False, env)))


def _as_number(value: Value) -> Value:
    """A member of an `IntEnum` is a number in arithmetic.

    >>> _as_number(Value("object", cls=enum.IntEnum)).kind
    'int'
    """
    member = value.kind == "object" and isinstance(value.cls, enum.EnumType)
    return Value("int", shape=()) if member and issubclass(value.cls, int) else value  # type: ignore[arg-type]  # a class
