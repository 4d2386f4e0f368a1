"""What `owner.name` gives where it is read: an attribute, a method with its owner, a cell."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.attributes import attribute
from tangentgen.analysis.facts import Bound
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.indirect import held_method
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import ANY, Value
from tangentgen.source.match import key

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def attribute_read(evaluate: Evaluator, node: gast.Attribute, env: Environment) -> Value:
    found = attribute_or_method(evaluate, node, env)
    if isinstance(found.constant, Bound):
        return held_method(evaluate, node, found.constant, env)
    return found


def attribute_or_method(evaluate: Evaluator, node: gast.Attribute, env: Environment) -> Value:
    """`owner.name`, which may be a method that is called with its owner."""
    if node.attr == "cell_contents":
        return _in_cell(evaluate, node, env)
    found = methods.super_method(evaluate, node, env) or attribute(
        evaluate, node, evaluate.operand(node.value, env), env
    )
    evaluate.facts.values[node] = found
    return found


def _in_cell(evaluate: Evaluator, node: gast.Attribute, env: Environment) -> Value:
    """`f.__closure__[k].cell_contents` of a known function f."""
    match node.value:
        case gast.Subscript(
            value=gast.Attribute(value=function, attr="__closure__"),
            slice=gast.Constant(value=k),
        ):
            live = evaluate(function, env).constant
            if isinstance(live, types.FunctionType) and live.__closure__:
                name = live.__code__.co_freevars[k]
                evaluate.program.captured[key(function), k] = name
                return value_of(live.__closure__[k].cell_contents, ("captured", name, live))
    return ANY
