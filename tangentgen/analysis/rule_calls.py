"""Calls of functions with a template, and of functions that are known to be constant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.callables import LAZY, WRITERS, is_pure
from tangentgen.analysis.drawn import drawn
from tangentgen.analysis.facts import RuleCall
from tangentgen.analysis.in_place import told_where_kept
from tangentgen.analysis.inside_results import IDENTITIES
from tangentgen.analysis.iteration import item_of, iterator
from tangentgen.analysis.pieces import pieces
from tangentgen.analysis.placed import placed
from tangentgen.analysis.starred_calls import takes_rest
from tangentgen.analysis.subscripts import subscript
from tangentgen.analysis.tagged import tagged
from tangentgen.analysis.unseen import unseen_call
from tangentgen.analysis.values import ANY, UNKNOWN, Value, category, in_words
from tangentgen.rules import apply, library
from tangentgen.rules.patterns import nested
from tangentgen.rules.samples import LISTS, Sample
from tangentgen.rules.shape_only import shape_only
from tangentgen.source.quote import expression

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

# keywords about how the result is stored, of which the derivative takes no notice
STORED = ("dtype", "casting", "order", "subok", "copy", "check_finite")
CONTAINERS = ("list", "tuple", "dict", "object")
# of real numbers they are real, of the same numbers as complex ones they may not be
ON_PART_OF_THE_LINE = (
    *(np.sqrt, np.log, np.log2, np.log10, np.log1p, np.power, np.float_power),
    *(np.arcsin, np.arccos, np.arccosh, np.arctanh),
)


def _way_round(target: Any) -> str:
    """What to write instead of a call that has no rule."""
    from tangentgen.rules.unsupported import way_round

    known = None if target is UNKNOWN else way_round(library.full_name(target))
    return known or "use a function that has one, or write a template"


def rule_call(
    evaluate: Evaluator,
    node: gast.Call,
    target: Any,
    arguments: list[Value],
    keywords: dict[str, Value],
    active: bool,
) -> Value:
    """The value of a call that is not the user's; refused where it is active and has no rule."""
    name = getattr(target, "__name__", None) or "this function"
    rule = None if target is UNKNOWN else library.find(target)
    starred = any(isinstance(a, gast.Starred) for a in node.args) or None in keywords
    starred = starred and not (rule is not None and takes_rest(evaluate, node, rule))
    if "out" in keywords and keywords["out"].kind != "none":
        return evaluate.refuse(
            node, f"{name} with out=", "assign its result to the slice: y[...] = ..."
        )
    if (name in WRITERS and (active or name != "shuffle")) or name == "at":
        return evaluate.refuse(
            node, f"{name} writes into its argument", "assign to a subscript: y[index] = value"
        )
    if target in IDENTITIES and arguments and arguments[0].kind in CONTAINERS:
        return evaluate.refuse(
            node, f"{name} of {in_words(arguments[0])}", "call it for each array"
        )
    if "where" in keywords and active and not _takes(rule, "where"):
        return evaluate.refuse(node, f"{name} with where=", "use np.where")
    if active and _becomes_complex(target, arguments, keywords):
        what = f"{name} of real numbers in a complex dtype"
        return evaluate.refuse(node, what, "make them complex first: x + 0j")
    if (not active or node in evaluate.gathered) and not starred:
        found = iterator(target, arguments, keywords, lambda v: _item(evaluate, node, v))
        if found is not None:
            return found
    if active and (rule is None or starred):
        what = "a call with * or **" if starred else f"{name} has no template"
        if any(target is lazy for lazy in LAZY) and not starred:
            if told_where_kept(evaluate, node, f"a {name}"):
                return ANY
            hint = "give it lists that have names, or write it as a loop"
            evaluate.refuse(node, f"{name} of active values in this place", hint)
            if node not in evaluate.looped:
                return ANY
            # the loop may become one over indices, and its items are what they are all the same
            found = iterator(target, arguments, keywords, lambda v: _item(evaluate, node, v))
            return found or ANY
        if target in (set, frozenset) and not starred:
            return evaluate.refuse(node, "a set of active values", "use a tuple or a list")
        if (callable(target) and target is not UNKNOWN) or starred:
            return evaluate.refuse(node, what, _way_round(target))
        evaluate.refuse(
            node,
            "a call of something that is not known before the program runs",
            "call a function by its name",
        )
        return ANY.but(active=True)
    if rule is None and (target is UNKNOWN or not is_pure(target)):
        unseen_call(evaluate, node, target)
        return drawn(evaluate, node, target, arguments, keywords)
    result = (
        results.result(target, arguments, keywords, evaluate.program.world) if not starred else ANY
    )
    open_ended = result.kind == "list" and result.items is None
    if (result.kind == "any" or open_ended) and not starred:
        result = pieces(target, arguments, keywords) or result
    if rule is not None and active and rule.kind != "constant":
        named = asked(rule, {k.arg: k.value for k in node.keywords}, keywords)
        if not matched(evaluate, node, target, rule, list(node.args), named):
            return ANY
        inner = nested(target, node, lambda call: evaluate.facts.value(call.func).constant)
        if inner is not None:
            evaluate.facts.rule_calls[node] = RuleCall(target, *inner)
        if not flows(evaluate, node):
            return placed(node, target, result, arguments, keywords)
    return tagged(evaluate, node, target, result, arguments, keywords)


def _becomes_complex(target: Any, arguments: list[Value], keywords: dict[str, Value]) -> bool:
    """Whether `dtype=` makes a function another one, whose rule is asked for real numbers."""
    if not any(target is function for function in ON_PART_OF_THE_LINE) or "dtype" not in keywords:
        return False
    asked_for = keywords["dtype"].constant
    if asked_for is UNKNOWN or any(category(value) == "complex" for value in arguments):
        return False
    try:
        return bool(np.dtype(asked_for).kind == "c")
    except TypeError:
        return False  # NumPy will say so


def flows(evaluate: Evaluator, node: gast.Call) -> bool:
    """Whether an argument is active that the rule takes a derivative by."""
    call = evaluate.facts.rule_calls[node]
    if call.rule.kind == "constant":
        return False
    for parameter in call.rule.active:
        given = call.bound.get(parameter)
        parts = given if isinstance(given, list) else [given]
        if any(isinstance(p, gast.AST) and evaluate.facts.active(p) for p in parts):
            return True
    return False


def _item(evaluate: Evaluator, node: gast.Call, items: Value) -> Value:
    if items.kind in ("array", "tensor"):
        return subscript(evaluate, node, items, Value("int", shape=()))
    found = item_of(items)
    unknown = found.kind == "any" and found.cls is None
    return found.but(active=True) if unknown and evaluate.facts.is_active(items) else found


def _takes(rule: library.Rule | None, parameter: str) -> bool:
    if rule is None or rule.kind == "constant":
        return False
    return parameter in rule.signature.parameters


def asked(
    rule: library.Rule, named: dict[str, gast.expr], values: dict[str, Value]
) -> dict[str, gast.expr]:
    """The keywords without those that are only about how the result is stored."""
    left = {k for k in STORED if k in values and values[k].constant is not UNKNOWN}
    left -= rule.signature.parameters.keys()
    return {key: value for key, value in named.items() if key not in left}


def matched(
    evaluate: Evaluator,
    node: gast.Call,
    function: Any,
    rule: library.Rule,
    arguments: list[gast.expr],
    keywords: dict[str, gast.expr],
) -> bool:
    """Records a call with its arguments by parameter; False where it was refused."""
    try:
        bound = {} if rule.kind == "constant" else apply.bind(rule, arguments, keywords)
    except Exception as error:
        evaluate.refuse(node, str(error), "leave it out, or write the formula")
        return False
    bound = {p: _as_array(evaluate, rule, p, e) for p, e in bound.items()}
    evaluate.facts.rule_calls[node] = RuleCall(function, rule, bound)
    if rule.kind != "constant":
        _check_active(evaluate, rule, bound)
    return True


def _check_active(evaluate: Evaluator, rule: Any, bound: dict[str, Any]) -> None:
    for parameter, given in bound.items():
        parts = given if isinstance(given, list) else [given]
        for part in parts:
            if parameter in rule.active or not evaluate.facts.active(part):
                continue
            if not shape_only(rule, parameter):
                evaluate.refuse(
                    part,
                    f"{rule.name} has no derivative with respect to '{parameter}'",
                    "make that argument a constant",
                )


_CONVERTING = (np.array, np.asarray, np.asanyarray)


def _as_array(evaluate: Evaluator, rule: library.Rule, parameter: str, node: Any) -> Any:
    """An argument as its rule has it: a list where an array is meant is `np.array(list)`."""
    template = rule.reverse
    sample = template.samples.get(parameter) if template is not None else None
    if not isinstance(sample, Sample) or sample.form in LISTS:
        return node
    if rule.function in _CONVERTING or not isinstance(node, gast.expr):
        return node
    value = evaluate.facts.value(node)
    if value.kind not in ("list", "tuple"):
        return node
    call = gast.Call(expression("np.array"), [node], [])
    made = results.result(np.array, [value], {}, evaluate.program.world)
    evaluate.facts.values[call] = tagged(evaluate, call, np.array, made, [value])
    converting = library.find(np.array)
    evaluate.facts.rule_calls[call] = RuleCall(np.array, converting, {"object": node})
    return call
