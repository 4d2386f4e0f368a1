"""What a call is: of a user's function, of a function with a template."""

from __future__ import annotations

import collections
import dataclasses
import enum
import types
import typing
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis import methods
from tangentgen.analysis.attribute_reads import attribute_or_method
from tangentgen.analysis.builtin_calls import builtin_call
from tangentgen.analysis.callables import is_library, unwrapped
from tangentgen.analysis.chosen_items import looked_up, picked_call
from tangentgen.analysis.closures import captures_active, holds_packed, lifted_call
from tangentgen.analysis.constructed import (
    allocated,
    constructed,
    is_record,
    made_of,
    namespace,
    record,
    sequence,
    storing,
)
from tangentgen.analysis.constructors import is_constructible
from tangentgen.analysis.copied import copied
from tangentgen.analysis.derivative_calls import (
    derivative_call,
    is_derivative,
    made,
    makes_derivative,
)
from tangentgen.analysis.facts import ArrayMethod, Bound
from tangentgen.analysis.functional_calls import functional_call
from tangentgen.analysis.functions import ITSELF, Closure, Either, Lifted, Packed
from tangentgen.analysis.gathering import from_keys, gathered, iterates_itself
from tangentgen.analysis.heaps import heap_call
from tangentgen.analysis.implicit_calls import implicit_call, solver_of
from tangentgen.analysis.indirect import chosen_call, indirect
from tangentgen.analysis.item_kinds import key_of
from tangentgen.analysis.itertools_calls import itertools_call
from tangentgen.analysis.method_calls import method_call
from tangentgen.analysis.methods import set_by_name, stands_for
from tangentgen.analysis.named_tuples import as_dict, with_tuples
from tangentgen.analysis.operands import object_call
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.rebuilt import copied_dict, made_tuple, rebuilt, replaced_tuple
from tangentgen.analysis.rule_calls import rule_call
from tangentgen.analysis.scipy_calls import scipy_call
from tangentgen.analysis.series_calls import series_call
from tangentgen.analysis.starred_calls import of_rule
from tangentgen.analysis.user_calls import UnknownCount, keywords, positional, user_call
from tangentgen.analysis.values import ANY, NONE, NOTHING, UNKNOWN, Mixed, Nothing, Value
from tangentgen.known import canonical, instance
from tangentgen.rules import library
from tangentgen.source.match import key
from tangentgen.source.quote import constant, expression, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


Reader = Callable[[gast.expr, Environment], Value]
_OF_ARRAYS = (float, abs, len, np.zeros_like, np.ones_like, np.empty_like, np.full_like)
_BUILT_IN: dict[str, Any] = {"list": list, "tuple": tuple, "dict": dict}
_MAKES_CLASSES: tuple[Any, ...] = (
    *(collections.namedtuple, typing.NamedTuple, dataclasses.make_dataclass, enum.Enum),
)
_PUT = ("append", "insert", "setdefault")  # methods of containers that are given an item


def _seen(evaluate: Evaluator, node: gast.Call, function: Any) -> tuple[Reader, Reader]:
    """What None is for the first argument of a call by position, and for those behind it."""
    if isinstance(node.func, gast.Attribute) and node.func.attr in _PUT:
        return evaluate.held, evaluate.held
    if isinstance(function, np.ufunc) or getattr(function, "__module__", None) == "math":
        return evaluate.operand, evaluate.operand
    user = isinstance(function, types.FunctionType) and not is_library(function)
    if user or isinstance(function, Bound | Closure | Lifted | Packed | Either):
        return evaluate.held, evaluate.held
    rule = library.find(function)
    if function in _OF_ARRAYS or (rule is not None and rule.kind != "constant"):
        return evaluate.operand, evaluate
    return evaluate, evaluate


def call(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    """The value of a call; what the deriver needs of it goes to the tables."""
    facts = evaluate.facts
    for table in (facts.user_calls, facts.rule_calls, facts.implicit):
        table.pop(node, None)  # in an earlier turn of a loop it may have been another function
    of_object = object_call(evaluate, node, env)
    if of_object is not None:
        return of_object
    if isinstance(node.func, gast.Attribute):
        callee = attribute_or_method(evaluate, node.func, env)
    else:
        callee = evaluate(node.func, env)
    seen = _seen(evaluate, node, callee.constant)
    arguments = [
        _given(seen[min(k, 1)](a, env), isinstance(a, gast.Starred))
        for k, a in enumerate(node.args)
    ]
    by_name = evaluate.held if seen[1] == evaluate.held else evaluate
    named = {k.arg: _given(by_name(k.value, env), k.arg is None) for k in node.keywords}
    if any(v.cls is Nothing for v in (callee, *arguments, *named.values())):
        return NOTHING
    active = any(evaluate.facts.is_active(v) for v in (*arguments, *named.values()))
    target = callee.constant
    again = rebuilt(evaluate, node, target) or replaced_tuple(evaluate, node)
    again = again or made_tuple(evaluate, node, env)
    again = again or copied(evaluate, node, target, env) or as_dict(evaluate, node, env)
    if again is not None:
        return again
    if any(target is f for f in (list, tuple, sorted)) and [a.kind for a in arguments] == ["dict"]:
        return Value("list", element=key_of(arguments[0]), sites=frozenset([node]))
    if any(target is f for f in (set, frozenset)) and [a.kind for a in arguments] == [
        "dict"
    ]:  # of its keys
        facts.impure.add(node)
        return Value("iterator", element=key_of(arguments[0]))
    same_items = copied_dict(evaluate, node, target)
    if same_items is not None:
        return stands_for(evaluate, node, same_items, env)
    of_type = isinstance(node.func, gast.Call) and any(target is c for c in _BUILT_IN.values())
    if of_type and target.__name__ not in facts.scope.locals:
        written = gast.Call(name(target.__name__), node.args, node.keywords)
        return stands_for(evaluate, node, written, env)
    if isinstance(target, Lifted):
        return lifted_call(evaluate, node, target)
    if isinstance(target, Closure):
        return user_call(evaluate, node, target.function, None, env, target.names)
    if isinstance(target, Packed):
        items = [
            node.func if inner == ITSELF else gast.Subscript(node.func, constant(k), gast.Load())
            for k, inner in enumerate(target.inner)
        ]
        captured = tuple(zip(target.names, items, strict=True))
        return user_call(evaluate, node, target.function, None, env, captured)
    if target is setattr and set_by_name(evaluate, node, env):
        return NONE
    found_there = looked_up(evaluate, node, callee, arguments, env)
    if found_there is not None:
        return found_there
    picked = picked_call(evaluate, node, callee, env)
    if picked is not None:
        return picked
    if isinstance(target, Either):
        return chosen_call(evaluate, node, target, env)
    if isinstance(target, Bound) and is_library(target.function):
        if active or evaluate.facts.active(target.owner):
            what = f"{target.function.__name__} has no template"
            return evaluate.refuse(node, what, "use a function that has one, or write a template")
        facts.impure.add(node)
        return ANY
    if isinstance(target, Bound) and _direct(node, target):
        return user_call(evaluate, node, target.function, target.owner, env)
    if is_derivative(target):
        return derivative_call(evaluate, node, target, env)
    if target is object.__new__ and arguments and isinstance(arguments[0].constant, type):
        return allocated(evaluate, node, arguments[0].constant)
    if target is object.__init__:
        facts.explicit[node] = constant(None)
        return NONE
    target = canonical(unwrapped(target))
    if target is instance and arguments and isinstance(arguments[0].constant, type):
        return made_of(evaluate, node, arguments[0].constant, named)
    solver = solver_of(target)
    if solver is not None and active:
        return implicit_call(evaluate, node, target, solver)
    if makes_derivative(target):
        return made(evaluate, node, arguments, {str(k): v for k, v in named.items()})
    if target is np.ndarray and len(arguments) <= 2 and set(named) <= {"shape", "dtype"}:
        target = np.empty
    if target is type and len(arguments) == 1 and _is_built_in(arguments[0]):
        return Value("function", constant=_BUILT_IN[arguments[0].kind])
    if target is type and len(arguments) == 1 and arguments[0].cls is not None:
        return Value("function", constant=arguments[0].cls)
    once = evaluate.facts.scope.function.__name__ == "__iter__"  # goes through it from its start
    if once and target is iter and len(arguments) == 1 and arguments[0].kind in SEQUENCES:
        evaluate.facts.explicit[node] = node.args[0]
        return arguments[0]
    if not is_users(target):
        plain = spread_out(evaluate, node, env)
        if plain is not None:
            return methods.stands_for(evaluate, node, plain, env)
    found = indirect(evaluate, node, callee, arguments, env)
    if found is not None:
        return found
    if callee.cls is Mixed or (callee.kind == "tuple" and callee.constant is UNKNOWN):
        what = "a call of what is one kind of function at one time and another at another"
        evaluate.refuse(node, what, "keep functions of one kind in a list")
        return ANY.but(active=True)
    if any(target is f for f in _MAKES_CLASSES):
        hint = "make it at the top of the module"
        return evaluate.refuse(node, "a class that is made inside a function", hint)
    of_heap = heap_call(evaluate, node, target, [*arguments, *named.values()], env)
    if of_heap is not None:
        return of_heap
    if is_users(target):
        cells = evaluate.program.cells(target)
        if not cells:
            return user_call(evaluate, node, target, None, env)
        for own, k in cells.items():
            evaluate.program.captured[key(node.func), k] = own
        captured = tuple((own, in_cell(node.func, k)) for own, k in cells.items())
        standing = evaluate.program.live(target)
        if evaluate.program.made[standing].written:
            what = f"{target.__name__} assigns a variable of a function that has returned"
            hint = "return the new value and assign it where the function is called"
            return evaluate.refuse(node, what, hint)
        return user_call(evaluate, node, standing, None, env, captured)
    found = with_tuples(evaluate, node, target, env)
    if found is not None:
        return found
    found = gathered(evaluate, node, target, env) or from_keys(evaluate, node, target, env)
    if found is not None:
        return found
    if any(target is f for f in GATHERING) and any(iterates_itself(facts, v) for v in arguments):
        what = f"{target.__name__}() of an object that says itself how it is gone through"
        return evaluate.refuse(node, what, "unpack it, or go through it in a loop")
    for way in (builtin_call, itertools_call, functional_call, scipy_call, series_call):
        found = way(evaluate, node, target, [*arguments, *named.values()], env)
        if found is not None:
            return found
    given = (*arguments, *named.values())
    keeps = isinstance(target, ArrayMethod) and target.name in ("append", "insert")
    keeps = keeps or any(target is f for f in KEEPING)
    packed = () if keeps else filter(holds_packed, given)  # it is a tuple by then
    with_functions = stored_closures(evaluate, node, target, arguments, named, env)
    if with_functions is not None:
        return with_functions
    if any(captures_active(evaluate, v, env) for v in given) or any(packed):
        return evaluate.refuse(
            node,
            "a function that uses active variables is passed to one that is not the user's",
            "call it in a loop of your own",
        )
    if isinstance(target, ArrayMethod):
        return method_call(evaluate, node, target, arguments, named)
    if target is types.SimpleNamespace and not node.args and None not in named:
        return namespace(evaluate, node, named)
    if is_record(target):
        return record(evaluate, node, target, arguments, named, env)
    if isinstance(target, type) and is_constructible(target):
        return constructed(evaluate, node, target, env)
    if target is reversed and len(arguments) == 1 and arguments[0].kind == "range":
        return arguments[0]
    if target in (list, tuple) and len(arguments) == 1 and not named:
        return sequence(node, target, arguments[0])
    named_before = of_rule(evaluate, node, target, env) if active else None
    if named_before is not None:
        return named_before
    return rule_call(evaluate, node, target, arguments, named, active)


def stored_closures(
    evaluate: Evaluator,
    node: gast.Call,
    target: Any,
    arguments: list[Value],
    named: dict[str, Value],
    env: Environment,
) -> Value | None:
    """An object that holds lambdas, of a class that stores what it is given; None of others."""
    given = (*node.args, *(k.value for k in node.keywords))
    if not any(isinstance(a, gast.Lambda) for a in given):
        return None
    if target is types.SimpleNamespace and not node.args and None not in named:
        return namespace(evaluate, node, named)
    if is_record(target):
        return record(evaluate, node, target, arguments, named, env)
    if isinstance(target, type) and is_constructible(target):
        return storing(evaluate, node, target, env)
    return None


def _is_built_in(value: Value) -> bool:
    """Whether it is a list, a tuple or a dict, and of no other class."""
    return value.kind in _BUILT_IN and value.cls is None and not value.optional


def _given(value: Value, unpacked: bool) -> Value:
    """What an argument is; of `*xs` with nothing in `xs` the call is made all the same."""
    return ANY if unpacked and value.cls is Nothing else value


KEEPING = (len, list, tuple, zip, enumerate, reversed, iter)  # that call nothing they are given
GATHERING = (list, tuple, sum, min, max, sorted)


def in_cell(function: gast.expr, k: int) -> gast.expr:
    """A variable that a function captured, read from it when the derivative runs."""
    return expression("$f.__closure__[$k].cell_contents", f=function, k=constant(k))


def spread_out(evaluate: Evaluator, node: gast.Call, env: Environment) -> gast.Call | None:
    """A call with its starred arguments one by one; None where it has none, or too many."""
    starred = any(isinstance(a, gast.Starred) for a in node.args)
    if not starred and all(k.arg is not None for k in node.keywords):
        return None
    try:
        given = list(positional(evaluate, node, env))
        named = [gast.keyword(k, v) for k, v in keywords(evaluate, node, env)]
    except UnknownCount:
        return None
    return gast.Call(node.func, given, named)


def _direct(node: gast.Call, target: Bound) -> bool:
    """Whether a method is called where it is looked up, on the object it is of."""
    return isinstance(node.func, gast.Attribute) and target.owner is node.func.value


SEQUENCES = ("tuple", "list", "array", "range")


def is_users(target: object) -> bool:
    """Whether it is a function with Python source and without a template."""
    return (
        isinstance(target, types.FunctionType)
        and library.find(target) is None
        and not is_library(target)
    )
