"""Calls of methods of arrays, lists and strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis import lists, results
from tangentgen.analysis.callables import ARRAY_WRITES, LIST_WRITES
from tangentgen.analysis.displays import display
from tangentgen.analysis.facts import ArrayMethod
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.item_kinds import VIEWS, held_by, key_of
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.rule_calls import asked, matched
from tangentgen.analysis.tagged import tagged
from tangentgen.analysis.unseen import unseen_call
from tangentgen.analysis.values import ANY, Dim, Kind, Value, category
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
    if owner.kind == "list":
        found = lists.method(evaluate, node, method.name, method.owner, arguments)
        if found is not None:
            return found
    if owner.kind == "dict":
        found = lists.dict_method(evaluate, node, method.name, owner, arguments)
        if found is not None:
            return found
    if owner.kind == "dict" and method.name in VIEWS and not arguments:
        return view(node, method.name, owner)
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
        unseen_call(evaluate, node, None)
        return ANY
    if method.name in ARRAY_WRITES:
        return evaluate.refuse(
            node,
            f".{method.name}() changes the array",
            "assign to a subscript, or use the function that returns a new array",
        )
    if method.name == "tolist" and owner.kind == "array" and owner.shape:
        return listed(node, owner)
    scalar = is_scalar(owner) or owner.shape == ()
    function = library.method("item" if method.name == "tolist" and scalar else method.name)
    if method.name == "pop" and owner.kind == "array":
        return evaluate.refuse(method.owner, "del of an item of an array", "use np.delete")
    if function is None and owner.kind in ("int", "float") and method.name in _OF_NUMBERS:
        return Value(_OF_NUMBERS[method.name], shape=())
    if function is None:
        if active:
            return evaluate.refuse(
                node, f"method .{method.name}() has no template", "use the NumPy function"
            )
        unseen_call(evaluate, node, None)
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
    return tagged(evaluate, node, function, result, values, named_values)


_OF_NUMBERS: dict[str, Kind] = {"bit_length": "int", "bit_count": "int", "is_integer": "bool"}


def _gathered(evaluate: Evaluator, node: gast.expr) -> None:
    """The value of an argument that was put together from evaluated ones (`reshape(2, n)`)."""
    if isinstance(node, gast.Tuple | gast.List):
        evaluate.facts.values[node] = display(node, evaluate.facts.value)
    else:
        evaluate(node, {})


def listed(node: gast.Call, array: Value) -> Value:
    """`x.tolist()`: a list of numbers, of lists of numbers, and so on."""
    number: Kind = {"complex": "complex", "int": "int", "bool": "bool"}.get(
        category(array) or "", "float"
    )  # type: ignore[assignment]  # each is a kind
    found = Value(number, shape=(), active=array.active)
    for level in reversed(range(array.rank or 0)):
        site = (node, level) if level else node
        found = Value("list", element=found, cls=list, sites=frozenset([site]))
    return found


def view(node: gast.Call, name: str, owner: Value) -> Value:
    """`d.values()` and the like, as the list that it would make."""
    site = frozenset([node])
    keys = [value_of(key, None).but(constant=key) for key in owner.keys]
    if owner.items is None:
        element = held_by(owner) if name == "values" else key_of(owner)
        if name == "items":
            element = Value("tuple", items=(key_of(owner), held_by(owner)), length=Dim(2))
        return Value("list", element=element, cls=object, sites=site)
    items = owner.items
    if name == "keys":
        items = tuple(keys)
    elif name == "items":
        items = tuple(
            Value("tuple", items=(k, v), length=Dim(2))
            for k, v in zip(keys, owner.items, strict=True)
        )
    return Value("list", items=items, length=Dim(len(items)), cls=object, sites=site)
