"""Functions made inside a function, and their values on the way to where they are called.

A closure is a piece of text and variables of the function it was made in. Handed to another
function, it takes its variables along: they become parameters of that function as well, under
names of its own.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import bound_late
from tangentgen.analysis.facts import UserCall
from tangentgen.analysis.functions import DEFAULT, Closure, Lifted, Packed
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import ANY, Value
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def holds_closure(value: Value) -> bool:
    """Whether a value is a closure or contains one."""
    if isinstance(value.constant, Closure | Packed):
        return True
    parts = (*(value.items or ()), *([value.element] if value.element is not None else []))
    return any(map(holds_closure, parts))


def captures_active(evaluate: Evaluator, value: Value, env: Environment) -> bool:
    """Whether a value is or holds a closure that may give active values without being given any."""
    if isinstance(value.constant, Closure):
        names = [here for _, here in value.constant.names]
        found = [env[n] for n in names if n in env and env[n] != value]
        return any(evaluate.facts.is_active(v) or captures_active(evaluate, v, env) for v in found)
    parts = (*(value.items or ()), *([value.element] if value.element is not None else []))
    return any(captures_active(evaluate, part, env) for part in parts)


def holds_packed(value: Value) -> bool:
    """Whether a tuple stands for a function in a value."""
    if isinstance(value.constant, Packed):
        return True
    parts = (*(value.items or ()), *([value.element] if value.element is not None else []))
    return any(map(holds_packed, parts))


def is_static(value: Value) -> bool:
    """Whether a value is a closure, which is not there when the derivative runs."""
    return isinstance(value.constant, Closure)


@dataclass
class _Handing:
    """Variables of the caller that go to a callee, each once."""

    evaluate: Evaluator
    node: gast.AST
    env: Environment
    taken: set[str]
    arguments: dict[str, gast.expr]
    values: dict[str, Value]
    known: dict[str, str] = field(default_factory=dict)  # name here -> name there

    def variable(self, wanted: str, here: str) -> str:
        """The name that a variable has in the callee."""
        if here in self.known:
            return self.known[here]
        there = self.known[here] = free(wanted.removeprefix(DEFAULT), self.taken)
        node = name(here)
        value = self.evaluate(node, self.env)
        self.arguments[there] = node
        self.values[there] = self.there(value)
        return there

    def there(self, value: Value) -> Value:
        """The value as the callee sees it: its closures take their variables along."""
        if not holds_closure(value):
            return value
        items = None if value.items is None else tuple(map(self.there, value.items))
        element = None if value.element is None else self.there(value.element)
        constant = value.constant
        if isinstance(constant, Closure):
            if self.evaluate.program.made[constant.function].written:
                self.evaluate.program.refuse_for_good(
                    self.evaluate.facts,
                    self.node,
                    f"{constant.function.__name__} assigns a nonlocal variable and is handed on",
                    "return the new value and assign it where the function is called",
                )
            names = tuple((own, self.variable(own, here)) for own, here in constant.names)
            constant = Closure(constant.function, names)
        return value.but(items=items, element=element, constant=constant)


def closure_call(
    evaluate: Evaluator,
    node: gast.Call,
    function: types.FunctionType,
    call: tuple[dict[str, gast.expr], dict[str, Any], dict[str, Value]],
    captured: Iterable[tuple[str, str | gast.expr]],
    env: Environment,
) -> Value:
    """A call of a closure, or with one: the variables it captures are passed as well."""
    arguments, defaults, values = dict(call[0]), call[1], dict(call[2])
    program, facts = evaluate.program, evaluate.facts
    tree = program.tree(function)
    handing = _Handing(evaluate, node, env, occurring(tree), arguments, values)
    captured = [(own, here) for own, here in captured if not own.startswith(DEFAULT)]
    for own, here in captured:  # the variables of the function itself keep their names
        if isinstance(here, str):
            handing.known.setdefault(here, own)
    for own, here in captured:
        arguments[own] = argument = name(here) if isinstance(here, str) else here
        values[own] = evaluate(argument, env)
    for parameter, value in list(values.items()):
        values[parameter] = handing.there(value)
    callee = program.analyse_call(function, values, evaluate, node)
    assert callee is not None  # its text is known
    bound_late.check(evaluate, node, callee, handing.known)
    for parameter in [p for p, v in values.items() if is_static(v)]:
        arguments.pop(parameter, None)
    writes = written(evaluate, node, function, dict(captured))
    facts.user_calls[node] = UserCall(function, arguments, defaults, values, callee, writes)
    returned = program.returned_to(callee, values, node, evaluate)
    if not writes:
        return returned
    if returned.items is None:
        return ANY
    env.update(zip(writes, returned.items[1:], strict=True))
    return returned.items[0]


def written(
    evaluate: Evaluator,
    node: gast.Call,
    function: types.FunctionType,
    captured: dict[str, str | gast.expr],
) -> tuple[str, ...]:
    """The variables of this function that a closure assigns."""
    made = evaluate.program.made.get(function)
    if made is None or not made.written:
        return ()
    names = [captured.get(own) for own in made.written]
    if not all(isinstance(n, str) and evaluate.facts.scope.place(n) == "local" for n in names):
        evaluate.program.refuse_for_good(
            evaluate.facts,
            node,
            f"{function.__name__} assigns a variable of a function that has returned",
            "return the new value and assign it where the function is called",
        )
        return ()
    return tuple(n for n in names if isinstance(n, str))


def lifted_call(evaluate: Evaluator, node: gast.Call, target: Lifted) -> Value:
    """A call that has been written with all that it passes, one argument for each parameter."""
    program, facts = evaluate.program, evaluate.facts
    if len(target.takes) != len(node.args):  # what it captures is known to be more by now
        program.refuse_for_good(
            facts,
            node,
            f"{target.function.__name__} is handed a function that captures more at every call",
            "pass the values it captures, or write a loop",
        )
        return ANY
    arguments = dict(zip(target.takes, node.args, strict=True))
    values = {p: facts.value(a) for p, a in arguments.items()}
    for p, known in target.statics:
        values[p] = with_closures(values[p], known) if p in values else known
    callee = program.analyse_call(target.function, values, evaluate, node)
    assert callee is not None  # its text is known
    facts.user_calls[node] = UserCall(target.function, arguments, {}, values, callee)
    return program.returned_to(callee, values, node, evaluate)


def with_closures(value: Value, known: Value) -> Value:
    """A value with the closures that are known in another one, of the same form.

    >>> f = Value("function", constant=Closure(print, (("k", "k"),)))
    >>> there = Value("dict", keys=("f",), items=(f,), sites=frozenset(["theirs"]))
    >>> here = there.but(items=(Value("function"),), sites=frozenset(["ours"]))
    >>> found = with_closures(here, there)
    >>> found.sites, found.items == (f,)
    (frozenset({'ours'}), True)
    """
    if is_static(known) or not holds_closure(known):
        return known if is_static(known) else value
    constant = known.constant if isinstance(known.constant, Packed) else value.constant
    element = value.element
    if element is not None and known.element is not None:
        element = with_closures(element, known.element)
    items = value.items
    if items is not None and known.items is not None:
        by_name = value.kind in ("object", "dict")
        theirs = dict(zip(known.keys if by_name else range(len(items)), known.items, strict=False))
        keys = value.keys if by_name else range(len(items))
        pairs = zip(keys, items, strict=True)
        items = tuple(with_closures(v, theirs[key]) if key in theirs else v for key, v in pairs)
    return value.but(items=items, element=element, constant=constant)


def runtime_parameters(given: tuple[str, ...], values: Mapping[str, Value]) -> tuple[str, ...]:
    """The parameters that are there when a lifted function runs: its own, then the others'.

    Those of others are in the order of their names, whoever asks.
    """
    every = dict.fromkeys((*given, *sorted(values)))
    return tuple(p for p in every if p in values and not is_static(values[p]))
