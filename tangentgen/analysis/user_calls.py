"""Calls of the user's functions: arguments matched to parameters, and the callee analysed."""

from __future__ import annotations

import inspect
import types
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import UserCall
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.values import ANY, Value

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def user_call(
    evaluate: Evaluator,
    node: gast.Call,
    function: types.FunctionType,
    owner: gast.expr | None,
) -> Value:
    """The value of a call of a function with source, `owner` its first argument if it has one."""
    facts = evaluate.facts
    given = ([owner] if owner is not None else []) + list(node.args)
    active = any(facts.active(a) for a in (*given, *(k.value for k in node.keywords)))
    starred = any(isinstance(a, gast.Starred) for a in node.args)
    if starred or any(k.arg is None for k in node.keywords):
        if active:
            return evaluate.refuse(
                node, "a call with * or ** of active values", "pass the arguments one by one"
            )
        facts.impure.add(node)
        return ANY
    signature = inspect.signature(function)
    kinds = {p.kind for p in signature.parameters.values()}
    if kinds & {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}:
        if active:
            return evaluate.refuse(
                node,
                f"{function.__name__} takes * or ** parameters",
                "give it named parameters",
            )
        facts.impure.add(node)
        return ANY
    try:
        bound = signature.bind(*given, **{k.arg: k.value for k in node.keywords})
    except TypeError as error:
        return evaluate.refuse(node, f"{function.__name__}(): {error}", "call it as it is defined")
    arguments = dict(bound.arguments)
    defaults = {
        name: p.default for name, p in signature.parameters.items() if name not in arguments
    }
    values = {name: facts.value(a) for name, a in arguments.items()}
    values |= {name: _default_value(function, name, d) for name, d in defaults.items()}
    callee = evaluate.program.analyse_call(function, values, facts, node)
    if callee is None:
        facts.impure.add(node)
        if active:
            return evaluate.refuse(
                node, f"{function.__name__} cannot be read", "define it with def in a file"
            )
        return ANY
    facts.user_calls[node] = UserCall(function, arguments, defaults, values, callee)
    return evaluate.program.returned_to(callee, values, node, evaluate)


def _default_value(function: types.FunctionType, name: str, default: Any) -> Value:
    value = value_of(default, (function, name))
    if default is None or isinstance(default, bool | int | float | str):
        return value.but(constant=default)
    return value
