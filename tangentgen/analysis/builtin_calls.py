"""Python's functions that call functions: `reduce`, and `sum`, `min`, `max` with keywords."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis import methods
from tangentgen.analysis.builtin_results import extreme
from tangentgen.analysis.closures import captures_active, holds_closure, holds_packed
from tangentgen.analysis.facts import ArrayMethod, RuleCall
from tangentgen.analysis.in_place import told_where_kept
from tangentgen.analysis.iterables import parts_active
from tangentgen.analysis.itertools_calls import as_list, given_calls
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.user_calls import user_call
from tangentgen.analysis.values import ANY, Value
from tangentgen.language import prelude
from tangentgen.language.free import free, occurring
from tangentgen.language.walk import walk
from tangentgen.rules import library, shared
from tangentgen.source.quote import as_target, constant, expression, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_EXTREMES: dict[Any, Any] = {max: prelude.largest, min: prelude.smallest}
_PLAIN: dict[Any, Any] = {max: prelude.largest_of, min: prelude.smallest_of}
_SEVERAL: dict[Any, Any] = {max: shared.largest, min: shared.smallest}
_OF_ARRAYS: dict[Any, Any] = {max: np.max, min: np.min}
_OR: dict[Any, Any] = {
    prelude.largest: prelude.largest_or,
    prelude.smallest: prelude.smallest_or,
}
_INDEXING = (functools.reduce, min, max)  # which take the first item apart
_KNOWN = (next, functools.reduce, sum, min, max, map, filter, sorted)


def builtin_call(
    evaluate: Evaluator, node: gast.Call, target: Any, values: list[Value], env: Environment
) -> Value | None:
    """The value of such a call with active values; None of another call."""
    if not any(target is known for known in _KNOWN):
        return None
    if target in (map, filter) and node in evaluate.looped and not holds_closure(values[0]):
        return None  # the loop computes an item when it asks for it
    active = evaluate.facts.is_active
    # of an iterator that gets no value of its own its parts say it
    lazy = target in (map, filter) and any(
        parts_active(evaluate.facts, a) for a in given_calls(node)
    )
    # a generator function is written as one that gives a list, which is no iterator
    of_list = target is next and bool(node.args) and node.args[0] in evaluate.facts.generated
    if not (lazy or of_list) and not any(
        active(v) or captures_active(evaluate, v, env) or holds_packed(v) for v in values
    ):
        return None
    gathered = _gathered(evaluate, node) if target in (min, max) else None
    if gathered is not None:
        call = gast.Call(node.func, [gathered], node.keywords)
        return methods.stands_for(evaluate, node, call, env)
    if target in _INDEXING and any(_is_view(evaluate, a) for a in node.args):
        args = [gast.Call(name("list"), [a], []) if _is_view(evaluate, a) else a for a in node.args]
        return methods.stands_for(evaluate, node, gast.Call(node.func, args, node.keywords), env)
    keywords = {k.arg: k.value for k in node.keywords}
    if target is next:
        return _next(evaluate, node, env)
    if target is functools.reduce and not keywords:
        args = [*node.args[:1], *(as_list(evaluate, a) for a in node.args[1:2]), *node.args[2:]]
        if args != node.args:
            return methods.stands_for(evaluate, node, gast.Call(node.func, args, []), env)
        made: Any = prelude.reduce if len(node.args) == 2 else prelude.reduce_from
        return user_call(evaluate, node, made, None, env)
    if target is sum and len(node.args) + len(keywords) == 2:
        start = keywords.get("start", node.args[-1])
        if isinstance(start, gast.Constant) and type(start.value) is int and start.value == 0:
            plain = gast.Call(node.func, node.args[:1], [])
            return methods.stands_for(evaluate, node, plain, env)
        total: Any = prelude.total
        return user_call(evaluate, node, total, None, env)
    if target in (map, filter) and told_where_kept(evaluate, node, f"a {target.__name__}"):
        return ANY
    if target is map and 2 <= len(node.args) <= 3:
        way: Any = prelude.mapped if len(node.args) == 2 else prelude.mapped_two
        listed = methods.Method(way, "listed", "map")
        lists = [node.args[0], *(as_list(evaluate, a) for a in node.args[1:])]
        return methods.called(evaluate, node, listed, lists, env)
    if target is filter and len(node.args) == 2 and values[0].kind == "none":
        return _truthy(evaluate, node, env)
    if target is filter and len(node.args) == 2 and values[0].kind == "function":
        kept: Any = prelude.filtered
        listed = methods.Method(kept, "listed", "filter")
        lists = [node.args[0], as_list(evaluate, node.args[1])]
        return methods.called(evaluate, node, listed, lists, env)
    if target is sorted:
        return _sorted(evaluate, node, keywords, env)
    if target in _EXTREMES and keywords:
        return _extreme(evaluate, node, _EXTREMES[target], keywords, env)
    if target in _EXTREMES and any(
        evaluate.facts.value(each).kind in ("tuple", "list") for each in _compared(node)
    ):
        keyed = gast.Call(node.func, list(node.args), [_itself(node)])
        return methods.stands_for(evaluate, node, keyed, env)
    if target in _EXTREMES and len(node.args) != 2:
        return _plain(evaluate, node, _PLAIN[target], env)
    return None


def _gathered(evaluate: Evaluator, node: gast.Call) -> gast.expr | None:
    """What `max(*x)`, `max(*x, a)` and `max((*x, a))` go through, where it is written otherwise."""
    parts = node.args
    match parts:
        case [gast.List(elts=[gast.Starred(value=whole)])] | [gast.Starred(value=whole)] if (
            evaluate.facts.value(whole).kind in ("array", "list", "tuple")
        ):
            found: gast.expr = whole
            return found
        case [gast.Tuple(elts=inner)]:
            parts = inner
        case [_]:
            return None
    starred = any(isinstance(part, gast.Starred) for part in parts)
    return gast.List(parts, gast.Load()) if starred else None


def _is_view(evaluate: Evaluator, node: gast.expr) -> bool:
    """Whether it is `d.items()` or the like, of a dict."""
    held = evaluate.facts.value(node.func).constant if isinstance(node, gast.Call) else None
    if not isinstance(held, ArrayMethod) or held.name not in ("items", "values", "keys"):
        return False
    return evaluate.facts.value(held.owner).kind == "dict"


def _next(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value | None:
    """`next` of an iterator that is made there."""
    items = node.args[0]
    facts = evaluate.facts
    fresh = isinstance(items, gast.GeneratorExp) or items in facts.user_calls
    if facts.as_written and not fresh:
        what = "next of an iterator that has a name"
        evaluate.program.refuse_for_good(facts, node, what, "write a loop")
    if facts.as_written and any(n in facts.impure or facts.call_writes.get(n) for n in walk(items)):
        what = "next of a generator that changes something between its items"
        evaluate.program.refuse_for_good(facts, node, what, "write a loop that is left by break")
    made: Any = prelude.first_of if len(node.args) == 1 else prelude.first_or
    return methods.called(evaluate, node, methods.Method(made, "next"), list(node.args), env)


def _sorted(
    evaluate: Evaluator, node: gast.Call, keywords: dict[Any, gast.expr], env: Environment
) -> Value | None:
    """`sorted`: with a key item by item, otherwise by the rule of `np.sort`."""
    reverse = keywords.get("reverse", constant(False))
    if not isinstance(reverse, gast.Constant):
        return None
    key = keywords.get("key")
    if key is not None and evaluate.facts.value(key).kind != "none":
        way: Any = prelude.in_reverse_order if reverse.value else prelude.in_order
        given = methods.Method(way, "sorted", reverse.value)
        return methods.called(evaluate, node, given, [*node.args, key], env)
    if not _of_numbers(evaluate.facts.value(node.args[0])):
        call = gast.Call(node.func, list(node.args), [_itself(node)])
        call.keywords += [k for k in node.keywords if k.arg == "reverse"]
        return methods.stands_for(evaluate, node, call, env)
    spelled = evaluate.program.spelled(evaluate.facts, np.sort)
    assert spelled is not None
    found: gast.expr = gast.Call(spelled, list(node.args), [])
    if reverse.value:
        found = expression("$x[::-1]", x=found)
    return methods.stands_for(evaluate, node, gast.Call(name("list"), [found], []), env)


def _itself(node: gast.Call) -> gast.keyword:
    """`key=lambda item: item`: pairs are compared item by item."""
    itself: Any = expression("lambda item: item")
    methods.place(itself, node)
    methods.place(itself.body, node)
    return gast.keyword("key", itself)


def _compared(node: gast.Call) -> list[gast.expr]:
    """What `max` and `min` compare, where that is written there."""
    match node.args:
        case [gast.Tuple(elts=items) | gast.List(elts=items)]:
            return list(items)
        case [_]:
            return []
    return list(node.args)


def _truthy(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    """`filter(None, items)`: `[item for item in items if item]`."""
    item = free("item", occurring(evaluate.facts.tree))
    part = gast.comprehension(as_target(name(item)), node.args[1], [name(item)], 0)
    return methods.stands_for(evaluate, node, gast.ListComp(name(item), [part]), env)


def _of_numbers(items: Value) -> bool:
    """Whether the items are numbers, as those of an array are that has one axis."""
    parts = [*(items.items or ()), *([items.element] if items.element is not None else [])]
    return all(is_scalar(part) for part in parts)


def _plain(evaluate: Evaluator, node: gast.Call, made: Any, env: Environment) -> Value | None:
    """`max` of a sequence, or of three numbers and more: of two at a time where they are known."""
    several = list(node.args)
    if len(several) == 1:
        match several[0]:
            case gast.Tuple(elts=elements) | gast.List(elts=elements) if not any(
                isinstance(each, gast.Starred) for each in elements
            ):
                several = elements
            case whole:
                found = _of_sequence(evaluate, node, whole)
                return found if found is not None else user_call(evaluate, node, made, None, env)
    if len(several) < 2:
        return None
    if len(several) > 2 and (found := _of_several(evaluate, node, several)) is not None:
        return found
    evaluate.facts.rule_calls.pop(node, None)
    whole = several[0]
    for each in several[1:]:
        whole = gast.Call(node.func, [whole, each], [])
    return methods.stands_for(evaluate, node, whole, env)


def _of_sequence(evaluate: Evaluator, node: gast.Call, whole: gast.expr) -> Value | None:
    """`max` of a list of numbers, or of an array with one axis."""
    value, function = evaluate.facts.value(whole), evaluate.facts.value(node.func).constant
    if value.kind == "array" and value.rank == 1:
        rule, parameter = library.find(_OF_ARRAYS[function]), "a"
    elif value.kind == "list" and _of_numbers(value) and evaluate.facts.is_active(value):
        rule, parameter = library.find(_SEVERAL[function]), "items"
    else:
        return None
    evaluate.facts.rule_calls[node] = RuleCall(function, rule, {parameter: whole})
    return extreme([value]).but(active=True)


def _of_several(evaluate: Evaluator, node: gast.Call, numbers: list[gast.expr]) -> Value | None:
    """`max` of three numbers and more, of which several carry a derivative: they share it."""
    values = [evaluate.facts.value(each) for each in numbers]
    active = [evaluate.facts.active(each) for each in numbers]
    if sum(active) < 2 or not all(map(is_scalar, values)):
        return None
    function = evaluate.facts.value(node.func).constant
    rule = library.find(_SEVERAL[function])
    assert rule is not None
    moving = [each for each, moves in zip(numbers, active, strict=True) if moves]
    constants = [each for each, moves in zip(numbers, active, strict=True) if not moves]
    bound: dict[str, Any] = {"items": moving} | ({"constants": constants} if constants else {})
    evaluate.facts.rule_calls[node] = RuleCall(function, rule, bound)
    return extreme(values).but(active=True)


def _extreme(
    evaluate: Evaluator,
    node: gast.Call,
    made: Any,
    keywords: dict[Any, gast.expr],
    env: Environment,
) -> Value | None:
    """`max` with `key` or `default`."""
    items = node.args[0] if len(node.args) == 1 else gast.List(list(node.args), gast.Load())
    if "default" in keywords:
        known = evaluate(items, env).items
        if known is None and set(keywords) == {"default"} and items is node.args[0]:
            way: Any = _OR[made]
            function = methods.Method(way, "default", "max" if way is prelude.largest_or else "min")
            return methods.called(evaluate, node, function, [items, keywords["default"]], env)
        if known is None:
            return evaluate.refuse(
                node,
                "min or max with a default, of a sequence of unknown length",
                "test its length first",
            )
        if not known:
            evaluate.facts.explicit[node] = keywords["default"]
            return evaluate.facts.value(keywords["default"])
    key = keywords.get("key")
    if key is None or evaluate.facts.value(key).kind == "none":
        return methods.stands_for(evaluate, node, gast.Call(node.func, [items], []), env)
    if isinstance(evaluate.facts.value(key).constant, ArrayMethod):  # `max(d, key=d.get)`
        key = expression("lambda item: $f(item)", f=key)
        methods.place(key, node)
        methods.place(key.body, node)
        if evaluate(items, env).kind == "dict":
            items = gast.List([gast.Starred(items, gast.Load())], gast.Load())
    elif items is node.args[0] and "default" not in keywords:
        return user_call(evaluate, node, made, None, env)
    named = [gast.keyword("key", key)]
    plain = gast.Call(node.func, [items], named)
    return methods.stands_for(evaluate, node, plain, env)
