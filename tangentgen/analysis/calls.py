"""What a call is: of a user's function, of a function with a template."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.callables import is_library, unwrapped
from tangentgen.analysis.constructed import is_record, record, sequence
from tangentgen.analysis.facts import ArrayMethod, Bound
from tangentgen.analysis.method_calls import method_call
from tangentgen.analysis.rule_calls import rule_call
from tangentgen.analysis.user_calls import user_call
from tangentgen.analysis.values import ANY, Value
from tangentgen.rules import library

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator
    from tangentgen.analysis.paths import Environment


def call(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    """The value of a call; what the deriver needs of it goes to the tables."""
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
    if isinstance(target, Bound):
        owner, target = target.owner, target.function
    target = unwrapped(target)
    if (
        isinstance(target, types.FunctionType)
        and library.find(target) is None
        and not is_library(target)
    ):
        return user_call(evaluate, node, target, owner, env)
    if isinstance(target, ArrayMethod):
        return method_call(evaluate, node, target, arguments, keywords)
    if is_record(target):
        return record(evaluate, node, target, arguments, keywords)
    if target is reversed and len(arguments) == 1 and arguments[0].kind == "range":
        return arguments[0]
    if target in (list, tuple) and len(arguments) == 1 and not keywords:
        return sequence(node, target, arguments[0])
    return rule_call(evaluate, node, target, arguments, keywords, active)
