"""What a call is: of a user's function, of a function with a template."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import gast
import numpy as np

from tangentgen.analysis.callables import is_library, unwrapped
from tangentgen.analysis.closures import captures_active, holds_packed, lifted_call
from tangentgen.analysis.constructed import is_record, record, sequence
from tangentgen.analysis.derivative_calls import (
    derivative_call,
    is_derivative,
    made,
    makes_derivative,
)
from tangentgen.analysis.facts import ArrayMethod, Bound
from tangentgen.analysis.functions import Closure, Lifted, Packed
from tangentgen.analysis.method_calls import method_call
from tangentgen.analysis.rule_calls import rule_call
from tangentgen.analysis.user_calls import user_call
from tangentgen.analysis.values import ANY, Value
from tangentgen.known import canonical
from tangentgen.rules import library
from tangentgen.source.quote import constant

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator
    from tangentgen.analysis.paths import Environment


def call(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    """The value of a call; what the deriver needs of it goes to the tables."""
    for table in (evaluate.facts.user_calls, evaluate.facts.rule_calls):
        table.pop(node, None)  # in an earlier turn of a loop it may have been another function
    callee = evaluate(node.func, env)
    arguments = [evaluate(a, env) for a in node.args]
    keywords = {k.arg: evaluate(k.value, env) for k in node.keywords}
    active = any(evaluate.facts.is_active(v) for v in (*arguments, *keywords.values()))
    target = callee.constant
    owner: gast.expr | None = None
    bound = isinstance(target, types.MethodType) and library.find(target) is None
    if bound and isinstance(target.__func__, types.FunctionType):
        if active:
            return evaluate.refuse(
                node, "a bound method held in a variable", "call it on the object directly"
            )
        evaluate.facts.impure.add(node)
        return ANY
    if isinstance(target, Lifted):
        return lifted_call(evaluate, node, target)
    if isinstance(target, Closure):
        return user_call(evaluate, node, target.function, None, env, target.names)
    if isinstance(target, Packed):
        items = [
            gast.Subscript(node.func, constant(k), gast.Load()) for k in range(len(target.names))
        ]
        captured = tuple(zip(target.names, items, strict=True))
        return user_call(evaluate, node, target.function, None, env, captured)
    if isinstance(target, Bound):
        owner, target = target.owner, target.function
    if is_derivative(target):
        return derivative_call(evaluate, node, target, env)
    target = canonical(unwrapped(target))
    if makes_derivative(target):
        return made(evaluate, node, arguments, {str(k): v for k, v in keywords.items()})
    if target is np.ndarray and len(arguments) <= 2 and set(keywords) <= {"shape", "dtype"}:
        target = np.empty
    if (
        isinstance(target, types.FunctionType)
        and library.find(target) is None
        and not is_library(target)
    ):
        return user_call(evaluate, node, target, owner, env)
    given = (*arguments, *keywords.values())
    if any(captures_active(evaluate, v, env) or holds_packed(v) for v in given):
        return evaluate.refuse(
            node,
            "a function that uses active variables is passed to one that is not the user's",
            "call it in a loop of your own",
        )
    if isinstance(target, ArrayMethod):
        return method_call(evaluate, node, target, arguments, keywords)
    if is_record(target):
        return record(evaluate, node, target, arguments, keywords)
    if target is reversed and len(arguments) == 1 and arguments[0].kind == "range":
        return arguments[0]
    if target in (list, tuple) and len(arguments) == 1 and not keywords:
        return sequence(node, target, arguments[0])
    return rule_call(evaluate, node, target, arguments, keywords, active)
