"""Calls of derivatives in a primal: `grad(f)(x)`, or `df(x)` with `df = grad(f)` in its module.

A derivative is the function that is generated for the kinds it is called with, and that
function is differentiated as any other. It is printed again where the output calls it.
"""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.functions import Closure, Lifted, Packed
from tangentgen.analysis.to_kinds import kind_from
from tangentgen.analysis.user_calls import user_call
from tangentgen.analysis.values import UNKNOWN, Value
from tangentgen.errors import Refusal
from tangentgen.inside import MAKERS

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator
    from tangentgen.analysis.paths import Environment

LITERAL = (int, float, str, bool, type(None))


def is_derivative(target: Any) -> bool:
    return hasattr(type(target), "_as_subject") and hasattr(type(target), "specialised_for")


def makes_derivative(target: Any) -> bool:
    """Whether a function is `grad` or one of its like."""
    return isinstance(target, types.FunctionType) and target in MAKERS


def made(
    evaluate: Evaluator, node: gast.Call, arguments: list[Value], keywords: dict[str, Value]
) -> Value:
    """The derivative that `grad(f, wrt=...)` is, once for each place."""
    target = evaluate.facts.values[node.func].constant
    given = [_constant(value) for value in arguments]
    named = {key: _constant(value) for key, value in keywords.items()}
    inner = next((g for g in given if isinstance(g, Closure | Packed | Lifted)), None)
    if inner is not None:
        return evaluate.refuse(
            node,
            f"{target.__name__} of a function that is defined inside this one",
            f"define {_called(inner)} at the top of its module, with what it uses as arguments",
        )
    if UNKNOWN in given or any(value is UNKNOWN for value in named.values()) or not given:
        return evaluate.refuse(
            node,
            f"{target.__name__} of what is not known before the program runs",
            "define the function with def at the top of its module",
        )
    key = (target, *given, *sorted(named.items()))
    known = evaluate.program.derivatives
    if key not in known:
        try:
            known[key] = target(*given, **named)
        except Refusal as refused:
            return evaluate.refuse(node, refused.offences[0].what, refused.offences[0].hint)
    return Value("function", constant=known[key])


def _called(inner: Closure | Packed | Lifted) -> str:
    """What to call a function that is defined inside another one."""
    name = inner.function.__name__
    return "a function" if name == "<lambda>" else name


def _constant(value: Value) -> Any:
    if value.kind == "tuple" and value.items is not None:
        parts = tuple(map(_constant, value.items))
        return UNKNOWN if UNKNOWN in parts else parts
    if value.kind == "function" or isinstance(value.constant, LITERAL):
        return value.constant
    return UNKNOWN


def derivative_call(evaluate: Evaluator, node: gast.Call, target: Any, env: Environment) -> Value:
    """The value of a call of a derivative."""
    subject = target._subject
    name = target.__name__
    if subject.bound or subject.keywords or target.mode == "pullback":
        what = f"a call of {name} in a function that is differentiated"
        hint = "use vjp" if target.mode == "pullback" else "write a function around what is bound"
        return evaluate.refuse(node, what, hint)
    try:
        signature = target.__signature__
        bound = signature.bind(*node.args, **{k.arg: k.value for k in node.keywords if k.arg})
    except TypeError as error:
        return evaluate.refuse(node, f"{name}(): {error}", "call it as it is defined")
    for parameter in signature.parameters.values():
        omitted = parameter.name not in bound.arguments and parameter.default is not parameter.empty
        if omitted and not isinstance(parameter.default, LITERAL):
            hint = f"pass {parameter.name} at the call"
            return evaluate.refuse(node, f"{name} takes a default that is no literal", hint)
    values = {key: evaluate.facts.value(tree) for key, tree in bound.arguments.items()}
    kinds = tuple((p, kind_from(values[p])) for p in target._names if p in values)
    defaults = {p: q.default for p, q in signature.parameters.items() if p not in values}
    try:
        function, relies_on = specialised(evaluate, target, kinds, defaults)
    except Refusal as refused:
        offence = refused.offences[0]
        return evaluate.refuse(node, f"{name}: {offence.what}", offence.hint)
    if function is None:
        hint = "pass what it captures or changes as an argument, copied"
        return evaluate.refuse(node, f"{name} relies on more than its arguments", hint)
    evaluate.program.callees.update(dict.fromkeys(relies_on))
    evaluate.facts.derivatives[node.func] = function
    return user_call(evaluate, node, function, None, env)


def specialised(evaluate: Evaluator, derivative: Any, kinds: Any, defaults: dict[str, Any]) -> Any:
    """The function of a derivative for these kinds, one for all rounds of the analysis."""
    key = (id(derivative), kinds, tuple(defaults.items()))
    known = evaluate.program.derivatives
    if key not in known:
        known[key] = derivative.specialised_for(kinds, defaults)
    return known[key]
