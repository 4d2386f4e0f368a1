"""Calls of the user's functions: arguments matched to parameters, and the callee analysed."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.call_effects import note_moved
from tangentgen.analysis.closures import closure_call, holds_closure
from tangentgen.analysis.defined_inside import call_lambda
from tangentgen.analysis.facts import UserCall
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.functions import DEFAULT
from tangentgen.analysis.generators import checked
from tangentgen.analysis.in_place import check_handed
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.slices import settled
from tangentgen.analysis.starred_calls import named_first
from tangentgen.analysis.values import ANY, Value
from tangentgen.source.quote import constant
from tangentgen.source.quote import name as variable
from tangentgen.source.rebuild import rebuilt

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

P = inspect.Parameter
EMPTY: dict[Any, Any] = {P.VAR_POSITIONAL: (), P.VAR_KEYWORD: {}}


class UnknownCount(Exception):
    """A `*` or `**` argument of which it is not known how many arguments it stands for."""


def user_call(
    evaluate: Evaluator,
    node: gast.Call,
    function: types.FunctionType,
    owner: gast.expr | None,
    env: Environment,
    captured: tuple[tuple[str, str | gast.expr], ...] = (),
) -> Value:
    """The value of a call of a function with source, `owner` its first argument if it has one."""
    found = _user_call(evaluate, node, function, owner, env, captured)
    check_handed(evaluate, node)
    if function in evaluate.program.endless:
        return checked(evaluate, node, function, found)
    return found


def _user_call(
    evaluate: Evaluator,
    node: gast.Call,
    function: types.FunctionType,
    owner: gast.expr | None,
    env: Environment,
    captured: tuple[tuple[str, str | gast.expr], ...],
) -> Value:
    facts = evaluate.facts
    active = any(facts.active(a) for a in (*node.args, *(k.value for k in node.keywords)))
    active = active or (owner is not None and facts.active(owner))
    try:
        first = [owner] if owner is not None else []
        rest = gathers(function, len(first) + len(node.args) - 1)
        given = first + list(positional(evaluate, node, env, rest))
        named = dict(keywords(evaluate, node, env))
    except UnknownCount:
        if active:
            asked = list(inspect.signature(function, follow_wrapped=False).parameters.values())
            found = named_first(evaluate, node, asked[len(first) :], env)
            if found is not None:
                return found
            evaluate.refuse(
                node,
                "a call with * or ** of active values, of which it is not known how many there are",
                "unpack it on a line of its own: a, b = ...",
            )
            return ANY.but(active=True)
        facts.impure.add(node)
        cls = getattr(function, "constructs", None)  # what its operators do is the user's business
        return ANY if cls is None else Value("object", cls=cls, sites=frozenset([node]))
    signature = inspect.signature(function, follow_wrapped=False)
    try:
        bound = signature.bind(*given, **named)
    except TypeError as error:
        return evaluate.refuse(node, f"{function.__name__}(): {error}", "call it as it is defined")
    arguments: dict[str, gast.expr] = {}
    defaults: dict[str, Any] = {}
    for name, given_node in bound.arguments.items():
        if isinstance(given_node, gast.Lambda):
            call_lambda(evaluate, given_node, variable(name))
    for name, parameter in signature.parameters.items():
        if name in bound.arguments:
            arguments[name] = gathered(parameter, bound.arguments[name])
        elif parameter.kind in EMPTY:
            arguments[name] = gathered(parameter, EMPTY[parameter.kind])
        elif isinstance(parameter.default, gast.AST):
            arguments[name] = default_in(evaluate, parameter.default, dict(captured), env)
        else:
            defaults[name] = parameter.default
        if parameter.kind in EMPTY:
            evaluate(arguments[name], env)
    values = {
        name: facts.value(arguments[name])
        if name in arguments
        else _default_value(function, name, defaults[name])
        for name in signature.parameters
    }
    values = {name: settled(value) for name, value in values.items()}
    if function in evaluate.program.made or any(map(holds_closure, values.values())):
        call = (arguments, defaults, values)
        return closure_call(evaluate, node, function, call, captured, env)
    callee = evaluate.program.analyse_call(function, values, evaluate, node)
    if callee is None:
        facts.impure.add(node)
        if active:
            return evaluate.refuse(
                node, f"{function.__name__} cannot be read", "define it with def in a file"
            )
        return ANY
    facts.user_calls[node] = UserCall(function, arguments, defaults, values, callee)
    note_moved(evaluate, callee, arguments)
    for name in defaults:
        if not facts.call_writes.get(node, frozenset()).isdisjoint(values[name].sites):
            return evaluate.refuse(
                node,
                f"{function.__name__} changes the default of '{name}', which all calls share",
                "pass an array",
            )
    returned = evaluate.program.returned_to(callee, values, node, evaluate)
    return returned.but(length=None) if hasattr(function, "constructs") else returned


def gathers(function: types.FunctionType, count: int) -> bool:
    """Whether what is behind `count` arguments goes into the function's `*rest`."""
    given = inspect.signature(function, follow_wrapped=False).parameters.values()
    places = [p for p in given if p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)]
    return count == len(places) and any(p.kind is P.VAR_POSITIONAL for p in given)


def positional(
    evaluate: Evaluator, node: gast.Call, env: Environment, rest: bool = False
) -> Iterator[gast.expr]:
    """The positional arguments, each an expression of its own: `*pair` is `pair[0], pair[1]`.

    A tuple of unknown length stays as it is where it is all of a function's `*rest`.
    """
    for argument in node.args:
        if not isinstance(argument, gast.Starred):
            yield argument
            continue
        inner = argument.value
        value = evaluate(inner, env)
        viewed = _viewed(evaluate, inner, env)
        if viewed is not None:
            yield from viewed
            continue
        open_ended = isinstance(inner, gast.Name) and value.cls is tuple and value.items is None
        if rest and open_ended and argument is node.args[-1]:
            yield argument  # see `gathered`
        elif isinstance(inner, gast.Tuple | gast.List) and value.items is not None:
            yield from inner.elts
        elif value.kind in ("tuple", "list", "object") and value.items is not None:
            if value.kind == "object" and not hasattr(value.cls, "_fields"):
                raise UnknownCount
            for k in range(len(value.items)):
                yield _item(evaluate, inner, k, env)
        else:
            raise UnknownCount


def _viewed(evaluate: Evaluator, node: gast.expr, env: Environment) -> list[gast.expr] | None:
    """What `d.values()`, `d.keys()` or `d.items()` gives of a dict whose keys are known."""
    match node:
        case gast.Call(func=gast.Attribute(value=owner, attr=view), args=[], keywords=[]):
            held = evaluate.facts.value(owner)
        case _:
            return None
    if held.kind != "dict" or held.items is None or view not in ("values", "keys", "items"):
        return None
    keys: list[gast.expr] = [constant(key) for key in held.keys]
    if view == "keys":
        found = keys
    else:
        found = [_item(evaluate, owner, key, env) for key in held.keys]
        if view == "items":
            pairs = zip(keys, found, strict=True)
            found = [gast.Tuple([key, item], gast.Load()) for key, item in pairs]
    for tree in found:
        evaluate(tree, env)
    return found


def keywords(
    evaluate: Evaluator, node: gast.Call, env: Environment
) -> Iterator[tuple[str, gast.expr]]:
    """The keyword arguments: `**options` is one for each of its keys."""
    for keyword in node.keywords:
        if keyword.arg is not None:
            yield keyword.arg, keyword.value
            continue
        inner = keyword.value
        value = evaluate(inner, env)
        if value.kind != "dict" or value.items is None:
            raise UnknownCount
        if isinstance(inner, gast.Dict) and len(inner.keys) == len(value.keys):
            yield from zip(value.keys, inner.values, strict=True)
            continue
        for key in value.keys:
            yield key, _item(evaluate, inner, key, env)


def _item(evaluate: Evaluator, owner: gast.expr, key: Any, env: Environment) -> gast.expr:
    item = gast.Subscript(owner, constant(key), gast.Load())
    evaluate(item, env)
    return item


def gathered(parameter: inspect.Parameter, given: Any) -> gast.expr:
    """What a parameter is bound to, as an expression: a tuple for `*rest`, a dict for `**rest`."""
    if parameter.kind is P.VAR_POSITIONAL:
        if len(given) == 1 and isinstance(given[0], gast.Starred):
            whole: gast.expr = given[0].value
            return whole
        return gast.Tuple(list(given), gast.Load())
    if parameter.kind is P.VAR_KEYWORD:
        return gast.Dict([constant(key) for key in given], list(given.values()))
    expression: gast.expr = given
    return expression


def default_in(
    evaluate: Evaluator,
    default: gast.expr,
    captured: dict[str, str | gast.expr],
    env: Environment,
) -> gast.expr:
    """The default of a function made inside another, as an expression where it is called."""
    if not all(isinstance(n, _PLAIN) for n in gast.walk(default)):
        evaluate.refuse(
            default, "a default that is computed", "give it a name first, or pass it at the call"
        )

    def here(node: Any) -> Any:
        if isinstance(node, gast.Name):
            found = captured[f"{DEFAULT}{node.id}"]
            return variable(found) if isinstance(found, str) else found
        return rebuilt(node, here)

    tree: gast.expr = here(default)
    evaluate(tree, env)
    return tree


_PLAIN = (gast.Name, gast.Constant, gast.UnaryOp, gast.USub, gast.Tuple, gast.Load, gast.Attribute)


def _default_value(function: types.FunctionType, name: str, default: Any) -> Value:
    value = value_of(default, (function, name))
    if default is None or isinstance(default, bool | int | float | str):
        return value.but(constant=default)
    return value
