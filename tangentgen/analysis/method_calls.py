"""Calls of methods of arrays, lists and strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis import results
from tangentgen.analysis.callables import ARRAY_WRITES, LIST_WRITES
from tangentgen.analysis.facts import ArrayMethod
from tangentgen.analysis.rule_calls import asked, matched
from tangentgen.analysis.values import ANY, Dim, Value
from tangentgen.rules import library

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def method_call(
    evaluate: Evaluator,
    node: gast.Call,
    method: ArrayMethod,
    arguments: list[Value],
    keywords: dict[str, Value],
) -> Value:
    """The value of `x.name(...)`, by the template of the function that the method stands for."""
    owner = evaluate.facts.value(method.owner)
    active = evaluate.facts.is_active(owner) or any(
        map(evaluate.facts.is_active, (*arguments, *keywords.values()))
    )
    if owner.kind in ("list", "dict", "tuple", "str"):
        if method.name in LIST_WRITES and owner.kind in ("list", "dict"):
            return evaluate.refuse(
                node,
                f".{method.name}() on a {owner.kind}",
                "build an array of known size and assign to its elements",
            )
        if active:
            return evaluate.refuse(
                node, f".{method.name}() of a {owner.kind}", "index it by its keys"
            )
        evaluate.facts.impure.add(node)
        return ANY
    if method.name in ARRAY_WRITES:
        return evaluate.refuse(
            node,
            f".{method.name}() changes the array",
            "assign to a subscript, or use the function that returns a new array",
        )
    function = library.method(method.name)
    if function is None:
        if active:
            return evaluate.refuse(
                node, f"method .{method.name}() has no template", "use the NumPy function"
            )
        evaluate.facts.impure.add(node)
        return ANY
    args, named = library.method_arguments(
        method.name, list(node.args), {k.arg: k.value for k in node.keywords}
    )
    for part in (*args, *named.values()):
        if part not in evaluate.facts.values:
            _gathered(evaluate, part)
    given = [method.owner, *args]
    if method.name in library.OWNER_SECOND and args:
        given = [args[0], method.owner, *args[1:]]
    values = [evaluate.facts.value(a) for a in given]
    named_values = {k: evaluate.facts.value(v) for k, v in named.items()}
    result = results.result(function, values, named_values, evaluate.program.world)
    rule = library.find(function)
    if rule is not None and active:
        named = asked(rule, named, named_values)
        if not matched(evaluate, node, function, rule, given, named):
            return ANY
    return evaluate.tagged(node, function, result, values, named_values)


def _gathered(evaluate: Evaluator, node: gast.expr) -> None:
    """The value of an argument that was put together from evaluated ones (`reshape(2, n)`)."""
    if isinstance(node, gast.Tuple | gast.List):
        items = tuple(evaluate.facts.value(e) for e in node.elts)
        evaluate.facts.values[node] = Value("tuple", items=items, length=Dim(len(items)))
    else:
        evaluate(node, {})
