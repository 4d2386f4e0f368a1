"""Named tuples where any tuple will do: `sum(p)` is `sum((p.x, p.y))`."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.callables import LAZY
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import UNKNOWN, Value
from tangentgen.rules import library
from tangentgen.source.quote import copy

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_TAKING: tuple[Any, ...] = (
    *(list, tuple, sum, min, max, sorted, functools.reduce, any, all),
    *(operator.itemgetter, *LAZY),
)
_ABOUT: tuple[Any, ...] = (isinstance, type, hasattr, callable, id, hash, repr, str, print)
"""What asks for the object itself, which another tuple is not."""


def is_named_tuple(value: Value) -> bool:
    known = value.kind == "object" and value.items is not None
    return known and hasattr(value.cls, "_fields") and issubclass(value.cls or object, tuple)


def as_tuple(node: gast.expr, value: Value) -> gast.expr | None:
    """The tuple of a named tuple's fields; None where it has no name."""
    inner = node
    while isinstance(inner, gast.Attribute) or (
        isinstance(inner, gast.Subscript) and isinstance(inner.slice, gast.Constant | gast.Name)
    ):
        inner = inner.value
    if not isinstance(inner, gast.Name):
        return None
    parts = [gast.Attribute(copy(node), key, gast.Load()) for key in value.keys]
    made = gast.Tuple(parts, gast.Load())
    for part in gast.walk(made):
        if isinstance(part, gast.expr):
            methods.place(part, node)
    return made


def with_tuples(
    evaluate: Evaluator, node: gast.Call, target: Any, env: Environment
) -> Value | None:
    """The value of a call of a library's function that is given named tuples as sequences."""
    if target is UNKNOWN or any(target is each for each in _ABOUT):
        return None
    if not (any(target == t for t in _TAKING) or library.find(target) is not None):
        return None
    args = [_tuple_of(evaluate, a) for a in node.args]
    if all(new is old for new, old in zip(args, node.args, strict=True)):
        return None
    call = gast.Call(node.func, args, list(node.keywords))
    return methods.stands_for(evaluate, node, call, env)


def _tuple_of(evaluate: Evaluator, node: gast.expr) -> gast.expr:
    value = evaluate.facts.value(node)
    if not is_named_tuple(value) or not evaluate.facts.is_active(value):
        return node
    return as_tuple(node, value) or node


def as_dict(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value | None:
    """`p._asdict()`, and `Point._make(items)` of items that are written there."""
    match node:
        case gast.Call(func=gast.Attribute(value=owner, attr="_asdict"), args=[], keywords=[]):
            value = evaluate.facts.value(owner)
            made = as_tuple(owner, value) if is_named_tuple(value) else None
            if made is None:
                return None
            keys = [gast.Constant(key, None) for key in value.keys]
            return methods.stands_for(evaluate, node, gast.Dict(keys, made.elts), env)
        case gast.Call(
            func=gast.Attribute(value=cls, attr="_make"),
            args=[gast.Tuple(elts=items) | gast.List(elts=items)],
            keywords=[],
        ):
            if not hasattr(evaluate.facts.value(cls).constant, "_fields"):
                return None
            return methods.stands_for(evaluate, node, gast.Call(cls, list(items), []), env)
    return None
