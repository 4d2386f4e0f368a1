"""What `owner[index]` gives, of arrays, containers and objects."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis import methods, results
from tangentgen.analysis.activity import carries
from tangentgen.analysis.grids import grid
from tangentgen.analysis.index_tricks import joined_by_index
from tangentgen.analysis.lists import opened
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.placed import viewed
from tangentgen.analysis.sequences import item
from tangentgen.analysis.slices import with_slices
from tangentgen.analysis.values import NOTHING, Nothing, Value

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def subscripted(evaluate: Evaluator, node: gast.Subscript, env: Environment) -> Value:
    owner, index = evaluate.operand(node.value, env), evaluate(node.slice, env)
    made = joined_by_index(evaluate, node, owner) or grid(evaluate, node, owner)
    if made is not None:
        return made
    method = methods.method_of(owner, "__getitem__")
    if method is not None:
        form = methods.Method(method, "item")
        return methods.called(
            evaluate, node, form, [node.value, methods.index_argument(node.slice)], env
        )
    unknown = owner.kind == "any" and owner.cls is not Nothing
    if unknown and index.kind != "slice" and not evaluate.facts.is_active(owner):
        evaluate.facts.impure.add(node)  # a defaultdict enters the key that is read
    return subscript(evaluate, node, owner, index)


def subscript(evaluate: Evaluator, node: gast.AST, owner: Value, index: Value) -> Value:
    """`owner[index]`."""
    if owner.cls is Nothing or index.cls is Nothing:
        return NOTHING
    if owner.kind in ("list", "tuple", "dict"):
        opened(evaluate.facts, owner, index)
        return item(node, owner, index)
    if owner.kind == "range":
        return Value("int", shape=())
    if owner.kind == "object" and evaluate.facts.is_active(index):
        return evaluate.refuse(node, "a subscript of an object", "call a function")
    result = results.result(operator.getitem, [owner, index], {}, evaluate.program.world)
    result = with_slices(node, owner, result)
    active = evaluate.facts.is_active(owner) and carries(result)
    return viewed(node, owner, index, result).but(active=active)
