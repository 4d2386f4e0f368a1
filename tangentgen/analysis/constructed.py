"""Values that a class makes: records of their fields, and lists or tuples of a sequence."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import gast

from tangentgen.analysis.constructors import body_of, is_plain_dataclass
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.starred_calls import named_first
from tangentgen.analysis.user_calls import user_call
from tangentgen.analysis.values import ANY, Dim, Value
from tangentgen.source.quote import constant

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator
    from tangentgen.analysis.paths import Environment


def is_record(target: object) -> bool:
    """Whether it is a class that holds what it is given: a dataclass or a named tuple."""
    if not isinstance(target, type):
        return False
    return is_plain_dataclass(target) or (issubclass(target, tuple) and hasattr(target, "_fields"))


def namespace(evaluate: Evaluator, node: gast.Call, keywords: dict[str, Value]) -> Value:
    """`SimpleNamespace(a=x)`, an object with these attributes."""
    evaluate.facts.records[node] = {str(k.arg): k.value for k in node.keywords}
    site = frozenset([node])
    names, items = tuple(keywords), tuple(keywords.values())
    return Value("object", keys=names, items=items, cls=types.SimpleNamespace, sites=site)


def record(
    evaluate: Evaluator,
    node: gast.Call,
    cls: type,
    arguments: list[Value],
    keywords: dict[str, Value],
    env: Environment,
) -> Value:
    """An object with its fields, of a class that only stores what it is given."""
    if any(isinstance(a, gast.Starred) for a in node.args):
        takes = inspect.signature(cls, follow_wrapped=False).parameters.values()
        spread = named_first(evaluate, node, takes, env)
        if spread is not None:
            return spread
    own = dict(_defaults(cls, node))
    names = list(own)
    positional = names
    if not hasattr(cls, "_fields"):
        positional = [f.name for f in dataclasses.fields(cls) if f.init and not f.kw_only]
    given = dict(zip(positional, arguments, strict=False)) | keywords
    fields = {n: given.get(n, own[n]) for n in names}
    missing = any(v is None for v in fields.values())
    if missing or len(arguments) > len(positional) or not set(given) <= set(names):
        if any(map(evaluate.facts.is_active, (*arguments, *keywords.values()))):
            return evaluate.refuse(
                node,
                f"{cls.__name__}(...) does more than store its arguments",
                "pass every field",
            )
        evaluate.facts.impure.add(node)
        return ANY
    trees = dict(zip(positional, node.args, strict=False)) | {k.arg: k.value for k in node.keywords}
    evaluate.facts.records[node] = {n: trees.get(n) or _literal(own[n]) for n in names}
    return Value(
        "object",
        keys=tuple(names),
        items=tuple(v for v in fields.values() if v is not None),
        cls=cls,
        sites=frozenset([node]),
    )


def _defaults(cls: type, node: gast.Call) -> Iterator[tuple[str, Value | None]]:
    """The fields, with what they hold where they are not given; None where that is not known."""
    if hasattr(cls, "_fields"):
        for field in cls._fields:
            known = field in cls._field_defaults  # type: ignore[attr-defined]  # a named tuple class
            yield field, value_of(cls._field_defaults[field], (cls, field)) if known else None  # type: ignore[attr-defined]  # a named tuple class
        return
    for f in dataclasses.fields(cls):
        if f.default is not dataclasses.MISSING:
            yield f.name, value_of(f.default, (cls, f.name))
        elif f.default_factory in (list, dict):
            kind: Literal["list", "dict"] = "list" if f.default_factory is list else "dict"
            length = Dim() if kind == "list" else None
            yield f.name, Value(kind, items=(), length=length, sites=frozenset([(node, f.name)]))
        elif f.init:
            yield f.name, None


def constructed(evaluate: Evaluator, node: gast.Call, cls: type, env: Environment) -> Value:
    """An object of a class with an `__init__` of its own, which is called as a function is."""
    if "<locals>" in cls.__qualname__:
        return evaluate.refuse(
            node, "an object of a class made in a function", "define the class at the top"
        )
    init = body_of(cls)
    if init is None:
        return allocated(evaluate, node, cls)
    if not evaluate.program.is_readable(init):
        parts = (*node.args, *(k.value for k in node.keywords))
        if any(map(evaluate.facts.active, parts)):
            what = f"{cls.__name__} cannot be read"
            return evaluate.refuse(node, what, "define it with class in a file")
        evaluate.facts.impure.add(node)
        return ANY
    stored = storing(evaluate, node, cls, env)
    if stored is not None:
        return stored
    return user_call(evaluate, node, evaluate.program.constructor(cls), None, env)


def storing(evaluate: Evaluator, node: gast.Call, cls: type, env: Environment) -> Value | None:
    """An object whose `__init__` only stores what it is given; None where it does more."""
    program, facts = evaluate.program, evaluate.facts
    fields, init = program.stored_fields(cls), body_of(cls)
    if fields is None or init is None or any(isinstance(a, gast.Starred) for a in node.args):
        return None
    signature = inspect.signature(program.constructor(cls))
    named = {k.arg: k.value for k in node.keywords}
    try:
        bound = signature.bind(*node.args, **named).arguments
    except TypeError:
        return None  # said where it is called as a function is
    trees: dict[str, gast.expr] = {}
    values: dict[str, Value] = {}
    for attribute, tree in fields.items():
        given = bound.get(tree.id) if isinstance(tree, gast.Name) else tree
        if isinstance(tree, gast.Name) and given is None:
            default = signature.parameters[tree.id].default
            if not isinstance(default, bool | int | float | str | None):
                return None
            given = constant(default)
        if not isinstance(given, gast.expr):
            return None
        trees[attribute] = given
        values[attribute] = evaluate(given, env)
        if isinstance(given, gast.List | gast.Dict) and given is tree:
            values[attribute] = values[attribute].but(sites=frozenset([(node, attribute)]))
    program.classes[cls] = None
    program.callees[init] = None
    facts.records[node] = trees
    return Value(
        "object",
        keys=tuple(values),
        items=tuple(values.values()),
        cls=cls,
        sites=frozenset([node]),
    )


def _literal(value: Value | None) -> gast.expr:
    """What a field holds that is not given: as a tree, of which no more than its kind counts."""
    if value is not None and value.kind in ("list", "dict"):
        return gast.List([], gast.Load()) if value.kind == "list" else gast.Dict([], [])
    return constant(None if value is None or value.kind == "none" else 0.0)


def allocated(evaluate: Evaluator, node: gast.Call, cls: type) -> Value:
    """An object that has no attributes yet; its length, none, says so to what fills it."""
    evaluate.facts.allocated.add(node)
    evaluate.program.classes[cls] = None
    return Value("object", items=(), cls=cls, sites=frozenset([node]), length=Dim())


def made_of(evaluate: Evaluator, node: gast.Call, cls: type, attributes: dict[str, Value]) -> Value:
    """`instance(cls, x=..., y=...)`, as derivatives make the tangents of objects."""
    evaluate.program.classes[cls] = None
    evaluate.facts.records[node] = {k.arg: k.value for k in node.keywords}
    return Value(
        "object",
        keys=tuple(attributes),
        items=tuple(attributes.values()),
        cls=cls,
        sites=frozenset([node]),
    )


def sequence(node: gast.AST, target: type, value: Value) -> Value:
    """`list(value)` or `tuple(value)`."""
    kind: Literal["list", "tuple"] = "list" if target is list else "tuple"
    site = frozenset([node])
    if value.kind in ("list", "tuple"):
        if value.items is not None:
            return Value(kind, items=value.items, length=value.length, sites=site)
        return Value("list", element=value.element, cls=target, sites=site)
    if value.kind == "range":
        element = Value("int")
    elif value.kind != "array":
        element = Value("any", active=value.active)
    elif value.rank == 1:
        element = Value("scalar", dtype=value.dtype, shape=(), active=value.active)
    else:
        shape = value.shape[1:] if value.shape else None
        element = Value(
            "array", dtype=value.dtype, shape=shape, sites=value.sites, active=value.active
        )
    return Value("list", element=element, cls=target, sites=site)
