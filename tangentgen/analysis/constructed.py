"""Values that a class makes: records of their fields, and lists or tuples of a sequence."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

import gast

from tangentgen.analysis.values import ANY, Value

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def is_record(target: object) -> bool:
    """Whether it is a class that holds what it is given: a dataclass or a named tuple."""
    if not isinstance(target, type):
        return False
    return dataclasses.is_dataclass(target) or (
        issubclass(target, tuple) and hasattr(target, "_fields")
    )


def record(
    evaluate: Evaluator,
    node: gast.Call,
    cls: type,
    arguments: list[Value],
    keywords: dict[str, Value],
) -> Value:
    """An object with its fields, of a class that only stores what it is given."""
    if dataclasses.is_dataclass(cls):
        fields = [f for f in dataclasses.fields(cls) if f.init]
        plain = "__post_init__" not in cls.__dict__ and all(
            "__post_init__" not in c.__dict__ for c in cls.__mro__
        )
        names = [f.name for f in fields]
    else:
        names, plain = list(cls._fields), True  # type: ignore[attr-defined]  # a named tuple class
    given = dict(zip(names, arguments, strict=False)) | keywords
    active = any(map(evaluate.facts.is_active, given.values()))
    if not plain or set(given) != set(names):
        if active:
            return evaluate.refuse(
                node,
                f"{cls.__name__}(...) does more than store its arguments",
                "pass every field",
            )
        evaluate.facts.impure.add(node)
        return ANY
    return Value(
        "object",
        keys=tuple(names),
        items=tuple(given[n] for n in names),
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
    if value.kind != "array":
        element = Value("any", active=value.active)
    elif value.rank == 1:
        element = Value("scalar", dtype=value.dtype, shape=(), active=value.active)
    else:
        shape = value.shape[1:] if value.shape else None
        element = Value(
            "array", dtype=value.dtype, shape=shape, sites=value.sites, active=value.active
        )
    return Value("list", element=element, cls=target, sites=site)
