"""Zeros like a value, and structures of tangents."""

from __future__ import annotations

import dataclasses
from typing import Any

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.join import has_parts, is_scalar
from tangentgen.analysis.values import UNKNOWN, Value, category, part_keys
from tangentgen.derive.forward_work import Work
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import leaf_expression
from tangentgen.derive.unsupported import Unsupported
from tangentgen.known import instance, zeros_of
from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.rules.helper import private
from tangentgen.source.match import match
from tangentgen.source.quote import as_target, constant, copy, expression, name


def assembled(work: Work, leaf: Leaf, value: Value) -> gast.expr:
    """The tangent of a structure of which only parts were asked for."""
    given = work.parts.get(leaf)
    if given is not None:
        return name(given)
    if value.items is None:
        return zero_of(work, value, leaf_expression(leaf))
    kind = "field" if value.kind == "object" else "item"
    keys = part_keys(value)
    inner = [
        assembled(work, (leaf[0], (*leaf[1], (kind, key))), item)
        for key, item in zip(keys, value.items, strict=True)
    ]
    return built(work, value, inner)


def built(work: Work, value: Value, parts: list[gast.expr]) -> gast.expr:
    """A structure of a value's kind."""
    if value.kind == "tuple":
        return gast.Tuple(spliced(parts), gast.Load())
    if value.kind == "list":
        return gast.List(spliced(parts), gast.Load())
    if value.kind == "dict":
        return gast.Dict([constant(k) for k in value.keys], parts)
    cls: Any = value.cls
    if cls is None:
        raise Unsupported(parts[0], "an object of one of several classes", "return its parts")
    called = work.class_of(cls)
    if hasattr(cls, "_fields"):
        return gast.Call(called, parts, [])
    keywords = [gast.keyword(str(k), p) for k, p in zip(value.keys, parts, strict=True)]
    if is_plain_record(cls, value.keys):
        return gast.Call(called, [], keywords)
    work.output.helpers.setdefault(instance.__name__, private(instance))
    return gast.Call(name(instance.__name__), [called], keywords)


def nth(items: gast.expr, number: int) -> gast.expr:
    """An item of what can only be gone through."""
    form = "list($x)[$k]" if number else "next(iter($x))"
    return expression(form, x=items, k=constant(number))


def spliced(parts: list[gast.expr]) -> list[gast.expr]:
    """The parts of a display, with those of a display behind a star in its place."""
    out: list[gast.expr] = []
    for part in parts:
        shown = part.value if isinstance(part, gast.Starred) else None
        out += shown.elts if isinstance(shown, gast.Tuple | gast.List) else [part]
    return out


def is_plain_record(cls: type, keys: tuple[Any, ...]) -> bool:
    """Whether a class's call does no more than store these attributes."""
    if not dataclasses.is_dataclass(cls):
        return False
    given = [f.name for f in dataclasses.fields(cls) if f.init]
    return given == list(keys) and not any("__post_init__" in c.__dict__ for c in cls.__mro__)


def zero_of(work: Work, value: Value, primal: gast.expr, integers: bool = True) -> gast.expr:
    """Zeros like a value that `primal` holds; None for what carries no derivative."""
    if value.optional and has_parts(value):
        there = zero_of(work, value.but(optional=False), primal, integers)
        reads = any(isinstance(node, gast.Call) for node in gast.walk(there))
        form = "None if $x is None else $zeros" if reads else "$zeros"
        return expression(form, x=primal, zeros=there)
    # what a callee gives is changed by its caller, who may put or add something active
    integers = integers or (not work.entry and value.kind in ("list", "dict", "object"))
    if value.items is not None:
        keys = part_keys(value)
        kind = "field" if value.kind == "object" else "item"
        if value.kind == "list" and value.cls is object:  # a view of a dict has no items by number
            places = [nth(primal, k) for k in range(len(value.items))]
        else:
            places = [leaf_expression(("", ((kind, key),)), copy(primal)) for key in keys]
        inner = [
            zero_of(work, item, place, integers)
            for place, item in zip(places, value.items, strict=True)
        ]
        return built(work, value, inner)
    if is_scalar(value) and value.kind != "bool":
        if value.kind == "int" and not integers:
            return constant(None)
        return constant(0j if category(value) == "complex" else 0.0)
    if value.kind in ("array", "tensor") and carries(value):
        if value.optional and work.entry:
            return constant(0.0)  # there may be nothing to be zeros like
        if value.optional:  # a caller may write into it
            return expression("0.0 if $x is None else np.zeros_like($x)", x=primal)
        if match("np.zeros_like($x)", primal) is not None:
            return copy(primal)
        return expression("np.zeros_like($x)", x=primal)
    if value.kind == "array" and integers and category(value) in ("int", "bool"):
        return expression("np.zeros(np.shape($x))", x=primal)
    if value.kind == "list" and value.items is None and value.element is None:
        return expression("[0.0] * len($x)", x=primal)  # of no items: one that grows
    if value.kind in ("list", "tuple") and value.element is not None:
        if is_scalar(value.element):
            return expression("[0.0] * len($x)", x=primal)
        item = zero_of(work, value.element, name("item"), integers)
        return expression("[$e for item in $x]", e=item, x=primal)
    if value.kind == "dict" and value.element is not None:
        item = zero_of(work, value.element, name("item"), integers)
        return expression("{k: $e for k, item in $x.items()}", e=item, x=primal)
    if value.kind == "any" and value.cls is None and integers:
        return constant(0.0)  # of nobody knows what, which may become active: number or array
    if work.entry and value.kind == "any" and value.cls is None and value.constant is UNKNOWN:
        work.output.helpers.setdefault(zeros_of.__name__, private(zeros_of))
        return gast.Call(name(zeros_of.__name__), [copy(primal)], [])
    return constant(None)


def zeroed(work: Work, target: gast.expr) -> list[core.Statement]:
    """Zeros for names that hold nothing active now, and do elsewhere."""
    out: list[core.Statement] = []
    match target:
        case gast.Name() if target.id in work.active_names:
            if not work.facts.active(target):
                value = work.facts.value(target)
                tree = zero_of(work, value, name(target.id))
                if value.kind in (
                    "any",
                    "none",
                    "bool",
                ):  # perhaps a number; 0.0 serves arrays as well
                    tree = constant(None if _optional(work, target.id) else 0.0)
                out.append(core.Assign(as_target(name(work.dot(target.id))), tree))
        case gast.Tuple() | gast.List():
            for k, part in enumerate(target.elts):
                again = {n for later in target.elts[k + 1 :] for n in target_names(later)}
                if again.isdisjoint(target_names(part)):  # of a name twice, the last one counts
                    out += zeroed(work, part)
        case gast.Starred():
            out += zeroed(work, target.value)
    return out


def _optional(work: Work, given: str) -> bool:
    """Whether a name has a container, or None."""
    values = work.facts.values.items()
    named = [v for n, v in values if isinstance(n, gast.Name) and n.id == given]
    return any(value.optional and has_parts(value) for value in named)
