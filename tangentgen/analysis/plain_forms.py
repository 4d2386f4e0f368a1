"""Expressions as plain functions that have a rule: `x.flat[i]` is `np.ravel(x)[i]`."""

from __future__ import annotations

from typing import Any

import gast
import numpy as np

from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.analysis.few_items import few_items
from tangentgen.analysis.list_operands import with_arrays
from tangentgen.analysis.plain_keywords import plain_keyword
from tangentgen.analysis.ufunc_methods import plain_call
from tangentgen.source.quote import constant, expression
from tangentgen.source.rebuild import rebuilt

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def has_plain_form(node: Any) -> bool:
    """Whether it may be one, by its looks."""
    match node:
        case gast.Call() | gast.ListComp() | gast.BinOp():
            return True
        case gast.Subscript(value=gast.Attribute(attr="flat"), ctx=gast.Load()):
            return True
        case gast.Subscript(ctx=gast.Load(), slice=index):
            return not isinstance(index, gast.Slice) and not (
                isinstance(index, gast.Constant) and isinstance(index.value, int | str)
            )
        case gast.comprehension(iter=gast.Attribute(attr="flat")):
            return True
    return False


def plain_form(facts: Analysis, node: Any) -> gast.AST | None:
    """The other expression; None where it is none of these."""
    if isinstance(node, gast.comprehension):
        array = _flattened(facts, node.iter)
        return rebuilt(node, lambda part: array if part is node.iter else part)
    if isinstance(node, gast.Subscript):
        if facts.value(node.value).kind == "scalar":
            return _of_scalar(node.value, node.slice)
        array = _flattened(facts, node.value)
        return None if array is node.value else gast.Subscript(array, node.slice, gast.Load())
    if isinstance(node, gast.BinOp):
        return with_arrays(facts, node)
    if (display := few_items(facts, node)) is not None or isinstance(node, gast.ListComp):
        return display
    assert isinstance(node, gast.Call)
    target = facts.value(node.func).constant
    if isinstance(target, ArrayMethod) and target.name == "item" and node.args:
        return _item(facts, target.owner, node.args)
    if target is np.einsum:
        return _subscripts_spelled(facts, node)
    shorter = plain_keyword(facts, node)
    if shorter is not None:
        return shorter
    arguments = [_flattened(facts, a) for a in node.args]
    if any(new is not old for new, old in zip(arguments, node.args, strict=True)):
        return gast.Call(node.func, arguments, node.keywords)
    owner = node.func.value if isinstance(node.func, gast.Attribute) else None
    if owner is not None and _flattened(facts, owner) is not owner:
        method = gast.Attribute(_flattened(facts, owner), node.func.attr, gast.Load())
        return gast.Call(method, node.args, node.keywords)
    return plain_call(facts, node)


def _flattened(facts: Analysis, node: gast.expr) -> gast.expr:
    """`np.ravel(x)` for `x.flat` that is read; anything else is itself."""
    match node:
        case gast.Attribute(attr="flat", value=owner) if facts.value(owner).kind == "array":
            return expression("np.ravel($x)", x=owner)
    return node


def _of_scalar(scalar: gast.expr, index: gast.expr) -> gast.expr:
    """What `s[()]`, `s[None]` and `s[mask]` make of a NumPy scalar: it is indexed as an array."""
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    if not parts:
        return scalar
    if all(map(_is_new_axis, parts)):
        shape = gast.Tuple([constant(1) for _ in parts], gast.Load())
        return expression("np.reshape($s, $shape)", s=scalar, shape=shape)
    return gast.Subscript(expression("np.asarray($s)", s=scalar), index, gast.Load())


def _is_new_axis(part: gast.expr) -> bool:
    match part:
        case gast.Constant(value=None) | gast.Attribute(value=gast.Name(id="np"), attr="newaxis"):
            return True
    return False


def _item(facts: Analysis, array: gast.expr, given: list[gast.expr]) -> gast.expr | None:
    """`x.item(i, j)`, and `x.item(k)` of all entries in a row."""
    value = facts.value(array)
    if value.kind != "array" or value.rank is None:
        return None
    if len(given) == 1 and facts.value(given[0]).kind != "tuple" and value.rank != 1:
        array = expression("np.ravel($x)", x=array)
    index = given[0] if len(given) == 1 else gast.Tuple(given, gast.Load())
    return expression("$x.item()", x=gast.Subscript(array, index, gast.Load()))


def _subscripts_spelled(facts: Analysis, call: gast.Call) -> gast.expr | None:
    """`np.einsum(x, [0, 1], [1, 0])` with the subscripts as a text."""
    if len(call.args) < 2 or facts.value(call.args[0]).kind not in ("array", "tensor"):
        return None
    terms = [_term(part) for part in call.args[1::2]]
    output = [_term(call.args[-1])] if len(call.args) % 2 else []
    if None in (*terms, *output):
        return None
    operands = call.args[0 : 2 * len(terms) : 2]
    text = ",".join(map(str, terms)) + "".join(f"->{term}" for term in output)
    return gast.Call(call.func, [constant(text), *operands], call.keywords)


def _term(node: gast.expr) -> str | None:
    """The letters of a list of numbers; None where it is no such list."""
    if not isinstance(node, gast.List | gast.Tuple):
        return None
    spelled = ""
    for part in node.elts:
        match part:
            case gast.Constant(value=int() as number) if 0 <= number < len(LETTERS):
                spelled += LETTERS[number]
            case gast.Constant(value=value) if value is Ellipsis:
                spelled += "..."
            case gast.Name(id="Ellipsis"):
                spelled += "..."
            case _:
                return None
    return spelled
