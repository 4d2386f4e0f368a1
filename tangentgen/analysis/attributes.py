"""`owner.name`: of a module, an object, an array."""

from __future__ import annotations

import enum
import functools
import inspect
import types
from typing import TYPE_CHECKING

import gast
import numpy as np

from tangentgen.analysis import methods, results
from tangentgen.analysis.builtin_results import from_library
from tangentgen.analysis.drawn import SOURCES
from tangentgen.analysis.facts import ArrayMethod
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.join import is_scalar, join_all
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.sequences import named
from tangentgen.analysis.tagged import tagged
from tangentgen.analysis.values import ANY, NOTHING, UNKNOWN, Nothing, Value
from tangentgen.known import is_generated
from tangentgen.language.resolve import MISSING
from tangentgen.rules import library
from tangentgen.source.quote import expression

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def attribute(evaluate: Evaluator, node: gast.Attribute, owner: Value, env: Environment) -> Value:
    """The value of an attribute whose owner is evaluated."""
    if owner.cls is Nothing:
        return NOTHING
    evaluate.facts.of_none.discard(node)
    if owner.constant is not UNKNOWN:
        found = getattr(owner.constant, node.attr, MISSING)
        if found is MISSING and owner.kind == "none":
            evaluate.facts.of_none.add(node)
            return NOTHING
        if found is MISSING:
            return evaluate.refuse(
                node,
                f"{named(owner.constant)} has no attribute '{node.attr}'",
                "check the name",
            )
        if owner.kind == "module":
            if not from_library(owner.constant):
                evaluate.facts.globals[f"{owner.constant.__name__}.{node.attr}"] = found
            known = value_of(found, (owner.constant.__name__, node.attr))
            return (
                known.but(constant=found)
                if from_library(owner.constant) and is_scalar(known)
                else known
            )
        if isinstance(owner.constant, type):
            inside = inspect.getattr_static(owner.constant, node.attr, None)
            if isinstance(inside, classmethod):
                return methods.bound(inside, node.value) or ANY
        return value_of(found, (owner.constant, node.attr))
    if owner.kind in ("array", "scalar", "number", "tensor", "float", "int", "complex"):
        return _array_attribute(evaluate, node, owner)
    if owner.kind == "object" and owner.items is not None:
        return _field(evaluate, node, owner, env)
    if owner.kind == "tuple" and owner.items is not None and node.attr in owner.keys:
        return owner.items[owner.keys.index(node.attr)]
    if owner.kind in ("list", "dict", "str", "tuple"):
        return Value("function", constant=ArrayMethod(node.attr, node.value))
    if owner.cls in SOURCES:
        return Value("function", constant=getattr(owner.cls, node.attr, UNKNOWN))
    if node.attr == "copy" and is_generated(evaluate.facts.scope.function):
        return Value("function", constant=ArrayMethod(node.attr, node.value))  # of an adjoint
    if evaluate.facts.is_active(owner):
        return evaluate.refuse(
            node,
            f"attribute '{node.attr}' of a value whose class is not known, or that may be None",
            "keep objects of one class under one name; of an argument, give like=",
        )
    return ANY


def _array_attribute(evaluate: Evaluator, node: gast.Attribute, owner: Value) -> Value:
    if node.attr == "dtype" and owner.dtype is not None:
        return Value("any", constant=np.dtype(owner.dtype))
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
    return tagged(evaluate, node, function, result, [owner])


def _field(evaluate: Evaluator, node: gast.Attribute, owner: Value, env: Environment) -> Value:
    if node.attr == "__class__" and owner.cls is not None:
        return Value("function", constant=owner.cls)
    if node.attr == "__dict__" and evaluate.facts.is_active(owner):
        return evaluate.refuse(node, "the __dict__ of an object", "name the attribute: obj.name")
    member = _of_member(owner.cls, node.attr)
    if member is not None:
        return member
    found = inspect.getattr_static(owner.cls, node.attr, MISSING)
    if owner.cls is not None and found is not MISSING:
        evaluate.program.classes[owner.cls] = None  # what it has under this name is relied on
    if isinstance(found, property):
        if isinstance(found.fget, types.FunctionType):
            form = methods.Method(found.fget, "property", node.attr)
            return methods.called(evaluate, node, form, [node.value], env)
        found = MISSING
    if node.attr in owner.keys:
        return (owner.items or ())[owner.keys.index(node.attr)]
    if isinstance(found, functools.cached_property):
        form = methods.Method(found.func, "property", node.attr)  # type: ignore[arg-type]  # a function
        return methods.called(evaluate, node, form, [node.value], env)
    if isinstance(found, classmethod):
        owner_class = expression("type($x)", x=node.value)
        evaluate.facts.values[owner_class] = Value("function", constant=owner.cls)
        return methods.bound(found, owner_class) or ANY
    method = methods.bound(found, node.value)
    if method is not None:
        return method
    found = getattr(owner.cls, node.attr, MISSING)
    if found is MISSING:
        if evaluate.facts.is_active(owner):
            return evaluate.refuse(
                node, f"'{node.attr}' is computed by a property", "write a method and call it"
            )
        return ANY
    return value_of(found, (owner.cls, node.attr))


def _of_member(cls: type | None, attribute: str) -> Value | None:
    """What every member of an enumeration has: `member.value` and `member.name`."""
    if not isinstance(cls, enum.EnumType) or attribute not in ("value", "name"):
        return None
    members: list[enum.Enum] = list(cls)
    return join_all([value_of(getattr(m, attribute), (cls, m.name, attribute)) for m in members])
