"""`owner.name`: of a module, an object, an array."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.facts import ArrayMethod, Bound
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.sequences import named
from tangentgen.analysis.values import ANY, UNKNOWN, Value
from tangentgen.language.resolve import MISSING
from tangentgen.rules import library

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def attribute(evaluate: Evaluator, node: gast.Attribute, owner: Value) -> Value:
    """The value of an attribute whose owner is evaluated."""
    if owner.constant is not UNKNOWN:
        found = getattr(owner.constant, node.attr, MISSING)
        if found is MISSING:
            return evaluate.refuse(
                node,
                f"{named(owner.constant)} has no attribute '{node.attr}'",
                "check the name",
            )
        if owner.kind == "module":
            if not _from_library(owner.constant):
                evaluate.facts.globals[f"{owner.constant.__name__}.{node.attr}"] = found
            known = value_of(found, (owner.constant.__name__, node.attr))
            return (
                known.but(constant=found)
                if _from_library(owner.constant) and is_scalar(known)
                else known
            )
        return value_of(found, (owner.constant, node.attr))
    if owner.kind in ("array", "scalar", "number", "tensor", "float", "int", "complex"):
        return _array_attribute(evaluate, node, owner)
    if owner.kind == "object" and owner.items is not None:
        return _field(evaluate, node, owner)
    if owner.kind in ("list", "dict", "str", "tuple"):
        return Value("function", constant=ArrayMethod(node.attr, node.value))
    if evaluate.facts.is_active(owner):
        return evaluate.refuse(
            node, f"attribute '{node.attr}' of a value whose class is not known", "give like="
        )
    return ANY


def _array_attribute(evaluate: Evaluator, node: gast.Attribute, owner: Value) -> Value:
    function = library.attribute(node.attr)
    if function is None:
        if evaluate.facts.is_active(owner) and not callable(getattr(np.ndarray, node.attr, print)):
            return evaluate.refuse(
                node,
                f".{node.attr} of an array has no template",
                "use a function or a method that has one",
            )
        return Value("function", constant=ArrayMethod(node.attr, node.value))
    result = results.result(function, [owner], {}, evaluate.program.world)
    return evaluate.tagged(node, function, result, [owner])


def _field(evaluate: Evaluator, node: gast.Attribute, owner: Value) -> Value:
    if node.attr in owner.keys:
        return (owner.items or ())[owner.keys.index(node.attr)]
    found = getattr(owner.cls, node.attr, MISSING)
    if owner.cls is not None and found is not MISSING:
        evaluate.program.classes[owner.cls] = None  # what it has under this name is relied on
    if isinstance(found, types.FunctionType):
        static = isinstance(owner.cls.__dict__.get(node.attr), staticmethod) if owner.cls else False
        return Value("function", constant=found if static else Bound(found, node.value))
    if isinstance(found, types.MethodType):
        return Value("function", constant=found)
    if found is MISSING or isinstance(found, property):
        if evaluate.facts.is_active(owner):
            return evaluate.refuse(
                node, f"'{node.attr}' is computed by a property", "write a method and call it"
            )
        return ANY
    return value_of(found, (owner.cls, node.attr))


def _from_library(module: types.ModuleType) -> bool:
    return (
        module.__name__.split(".")[0] in ("numpy", "math", "cmath", "scipy", "operator", "builtins")
        or module is np
    )
