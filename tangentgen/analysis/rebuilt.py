"""Containers made from others: `copy.copy(a)`, `replace(a, x=1)`, `a._replace(x=1)`, `dict(a)`."""

from __future__ import annotations

import copy
import dataclasses
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import ArrayMethod
from tangentgen.analysis.methods import stands_for
from tangentgen.analysis.values import Value

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator
    from tangentgen.analysis.paths import Environment


def rebuilt(evaluate: Evaluator, node: gast.Call, target: Any) -> Value | None:
    """The value of such a call; None for another."""
    owner, given = _taken_from(evaluate, node, target)
    if owner is None:
        return None
    value = evaluate.facts.value(owner)
    if value.kind not in ("dict", "object") or value.items is None:
        return None
    values = {key: evaluate.facts.value(v) for key, v in given.items()}
    if value.kind == "object" and not set(values) <= set(value.keys):
        return None
    parts = dict(zip(value.keys, value.items, strict=True)) | values
    evaluate.facts.rebuilt[node] = (owner, given)
    return value.but(keys=tuple(parts), items=tuple(parts.values()), sites=frozenset([node]))


def copied_dict(evaluate: Evaluator, node: gast.Call, target: Any) -> gast.Dict | None:
    """`{**d}` for `dict(d)` and `d.copy()` of a dict whose keys are not known."""
    owner, given = _taken_from(evaluate, node, target)
    value = evaluate.facts.value(owner) if owner is not None else None
    if value is None or value.kind != "dict" or value.items is not None or given:
        return None
    return gast.Dict([None], [owner])


def _taken_from(
    evaluate: Evaluator, node: gast.Call, target: Any
) -> tuple[gast.expr | None, dict[str, gast.expr]]:
    given = {k.arg: k.value for k in node.keywords}
    nothing: tuple[None, dict[str, gast.expr]] = (None, {})
    if None in given or any(isinstance(a, gast.Starred) for a in node.args):
        return nothing
    if target is copy.copy and len(node.args) == 1 and not given:
        return node.args[0], given
    if target is dict and len(node.args) == 1:
        return node.args[0], given
    if target is dataclasses.replace and len(node.args) == 1:
        cls = evaluate.facts.value(node.args[0]).cls
        plain = cls is not None and dataclasses.is_dataclass(cls)
        if plain and not any("__post_init__" in c.__dict__ for c in cls.__mro__):  # type: ignore[union-attr]  # a class
            return node.args[0], given
    if isinstance(target, ArrayMethod) and target.name == "copy" and not node.args and not given:
        return target.owner, given
    return nothing


def replaced_tuple(evaluate: Evaluator, node: gast.Call) -> Value | None:
    """`a._replace(x=1)` of a named tuple."""
    match node:
        case gast.Call(func=gast.Attribute(value=owner, attr="_replace"), args=[]):
            value = evaluate.facts.value(owner)
            if value.kind != "object" or not hasattr(value.cls, "_fields"):
                return None
            given = {k.arg: k.value for k in node.keywords}
            if value.items is None or not set(given) <= set(value.keys):
                return None
            evaluate.facts.rebuilt[node] = (owner, given)
            values = {k: evaluate.facts.value(v) for k, v in given.items()}
            parts = dict(zip(value.keys, value.items, strict=True)) | values
            return value.but(items=tuple(parts.values()), sites=frozenset([node]))
    return None


def made_tuple(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value | None:
    """`Pair._make(x)` of a named tuple: `Pair(*x)`."""
    match node:
        case gast.Call(func=gast.Attribute(value=owner, attr="_make"), args=[items], keywords=[]):
            cls = evaluate.facts.value(owner).constant
            if not isinstance(items, gast.Starred) and hasattr(cls, "_fields"):
                call = gast.Call(owner, [gast.Starred(items, gast.Load())], [])
                return stands_for(evaluate, node, call, env)
    return None
