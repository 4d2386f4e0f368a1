"""Calls that come to another call: of objects, methods held in variables, partial functions."""

from __future__ import annotations

import functools
import operator
import types
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.callables import is_library
from tangentgen.analysis.chosen_items import named_function
from tangentgen.analysis.facts import Bound
from tangentgen.analysis.functions import Either
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value
from tangentgen.rules import library
from tangentgen.source.quote import constant, copy, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def indirect(
    evaluate: Evaluator,
    node: gast.Call,
    callee: Value,
    arguments: list[Value],
    env: Environment,
) -> Value | None:
    """The value of a call that comes to another one; None of any other call."""
    target = callee.constant
    method = methods.method_of(callee, "__call__")
    if method is not None:
        form = methods.Method(method, "call")
        return _called(evaluate, node, form, [node.func], env)
    if isinstance(target, types.BuiltinFunctionType | type) and len(arguments) == 1:
        word = methods.FUNCTIONS.get(target)
        method = methods.method_of(arguments[0], word) if word is not None else None
        if method is not None:
            form = methods.Method(method, "builtin", target.__name__)
            return _called(evaluate, node, form, [], env)
    if isinstance(target, Bound):
        if isinstance(node.func, gast.Attribute):  # of a class, or of `super()`
            owner = evaluate(target.owner, env)
            cls = owner.constant if isinstance(owner.constant, type) else owner.cls
            home = methods.home_of(cls, target.function)
            form = methods.Method(target.function, "function", home)
            inherited = isinstance(node.func.value, gast.Call) and not hasattr(
                evaluate.facts.value(node.func.value).cls, target.function.__name__
            )
            if owner.kind == "function" and not inherited:
                form = methods.Method(target.function, "class", target.function.__name__)
            elif home is None:
                return evaluate.refuse(
                    node, "super() in a class made in a function", "define it at the top"
                )
            return _called(evaluate, node, form, [target.owner], env)
        return evaluate.refuse(
            node, "a method held in a variable", "call it on the object: object.method(...)"
        )
    if isinstance(target, types.MethodType) and library.find(target) is None:
        function = target.__func__
        if isinstance(function, types.FunctionType) and not is_library(function):
            given = target.__self__
            home = methods.home_of(given if isinstance(given, type) else type(given), function)
            if home is None:
                return evaluate.refuse(
                    node, "a method of a class made in a function", "define the class at the top"
                )
            itself = gast.Attribute(node.func, "__self__", gast.Load())
            form = methods.Method(function, "function", home)
            return _called(evaluate, node, form, [itself], env)
    if isinstance(target, functools.partial):
        return _partial(evaluate, node, target, env)
    if target in (operator.itemgetter, operator.attrgetter) and len(node.args) == 1:
        return _getter(evaluate, node, target, env)
    if target is functools.partial and node.args:
        return _made_partial(evaluate, node, env)
    return None


def _getter(evaluate: Evaluator, node: gast.Call, target: object, env: Environment) -> Value:
    """`operator.itemgetter(1)` as `lambda item: item[1]`."""
    wanted = node.args[0]
    if not isinstance(wanted, gast.Constant):
        return evaluate.refuse(node, "a getter of what is not written out", "write a lambda")
    body: gast.expr = gast.Subscript(name("item"), wanted, gast.Load())
    if target is operator.attrgetter:
        body = name("item")
        for part in str(wanted.value).split("."):
            body = gast.Attribute(body, part, gast.Load())
    made = gast.Lambda(_parameters(["item"], None, None), body)
    for each in (made, body):
        methods.place(each, node)
    return methods.stands_for(evaluate, node, made, env)


def chosen_call(evaluate: Evaluator, node: gast.Call, target: Either, env: Environment) -> Value:
    """`f(x)` of one of several functions: `g(x) if f is g else h(x)`."""
    spelled = [evaluate.program.spelled(evaluate.facts, option) for option in target.options]
    plain = (gast.Name, gast.Attribute, gast.Subscript, gast.Constant, gast.Load)
    if None not in spelled and not all(isinstance(n, plain) for n in gast.walk(node.func)):
        found = named_function(evaluate, node, target, env)
        if found is not None:
            return found
    if None in spelled or not all(isinstance(n, plain) for n in gast.walk(node.func)):
        return evaluate.refuse(
            node,
            "a call of one of several functions, which is chosen when the program runs",
            "write if and else, with a call in each",
        )
    *others, last = spelled
    whole: gast.expr = gast.Call(last, list(node.args), list(node.keywords))
    for function in reversed(others):
        test = gast.Compare(copy(node.func), [gast.Is()], [copy(function)])
        call = gast.Call(function, list(node.args), list(node.keywords))
        whole = gast.IfExp(test, call, whole)
    for part in gast.walk(whole):
        if isinstance(part, gast.IfExp | gast.Compare):
            methods.place(part, node)
    return methods.stands_for(evaluate, node, whole, env)


def _called(
    evaluate: Evaluator,
    node: gast.Call,
    method: methods.Method,
    first: list[gast.expr],
    env: Environment,
) -> Value:
    given = [*first, *node.args]
    return methods.called(evaluate, node, method, given, env, list(node.keywords))


def _partial(
    evaluate: Evaluator, node: gast.Call, target: functools.partial[object], env: Environment
) -> Value:
    """A call of a partial function that exists already: what it holds is read from it."""
    held = gast.Attribute(node.func, "args", gast.Load())
    named = gast.Attribute(node.func, "keywords", gast.Load())
    given = [gast.Subscript(held, constant(k), gast.Load()) for k in range(len(target.args))]
    keywords = {k: gast.Subscript(named, constant(k), gast.Load()) for k in target.keywords}
    keywords |= {k.arg: k.value for k in node.keywords}
    function = gast.Attribute(node.func, "func", gast.Load())
    call = gast.Call(
        function, [*given, *node.args], [gast.keyword(k, v) for k, v in keywords.items()]
    )
    return methods.stands_for(evaluate, node, call, env)


def held_method(evaluate: Evaluator, node: gast.Attribute, found: Bound, env: Environment) -> Value:
    """A method that is not called at once, as a closure over its object."""
    method = gast.Attribute(name("self"), node.attr, gast.Load())
    rest = [gast.Starred(name("args"), gast.Load())]
    body = gast.Call(method, rest, [gast.keyword(None, name("kwargs"))])
    inner = gast.Lambda(_parameters([], "args", "kwargs"), body)
    outer = gast.Lambda(_parameters(["self"], None, None), inner)
    for each in (inner, outer, body):
        methods.place(each, node)
    return methods.stands_for(evaluate, node, gast.Call(outer, [found.owner], []), env)


def _made_partial(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    """`partial(f, a)` as a closure: `(lambda f, a: lambda *args: f(a, *args))(f, a)`."""
    own = [f"given{n}" for n in range(len(node.args))]
    named = [k.arg for k in node.keywords]
    if any(isinstance(a, gast.Starred) for a in node.args) or None in named:
        return evaluate.refuse(node, "partial with * or **", "write a lambda")
    function = node.args[0]
    direct = methods.of_module(evaluate, function)
    names = [*([] if direct else ["function"]), *own[1:], *named]
    rest = [*map(name, own[1:]), gast.Starred(name("args"), gast.Load())]
    keywords = [gast.keyword(n, name(n)) for n in named]
    keywords.append(gast.keyword(None, name("kwargs")))
    body = gast.Call(copy(function) if direct else name("function"), rest, keywords)
    inner = gast.Lambda(_parameters([], "args", "kwargs"), body)
    outer = gast.Lambda(_parameters(names, None, None), inner)
    given = [*node.args[direct:], *(k.value for k in node.keywords)]
    call = gast.Call(outer, given, [])
    for each in (inner, outer, call, body):
        methods.place(each, node)
    return methods.stands_for(evaluate, node, call, env)


def _parameters(names: list[str], rest: str | None, named: str | None) -> gast.arguments:
    def parameter(given: str) -> gast.expr:
        return gast.Name(given, gast.Param(), None, None)

    return gast.arguments(
        list(map(parameter, names)),
        [],
        parameter(rest) if rest else None,
        [],
        [],
        parameter(named) if named else None,
        [],
    )
