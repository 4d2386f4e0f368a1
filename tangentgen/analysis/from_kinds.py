"""The abstract value of an argument or of a live object."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

from tangentgen import kinds
from tangentgen.analysis.callables import is_library
from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.facts import Site
from tangentgen.analysis.values import NONE, Dim, Value
from tangentgen.kinds.functions import found_at
from tangentgen.kinds.seen import counting

_PLAIN = {bool: "bool", int: "int", float: "float", complex: "complex", str: "str"}


def value_of(live: Any, site: Site) -> Value:
    """What may be relied on of a global, a default or a captured object: its kind, not its value.

    Functions, classes and modules are constants: their identity is checked at each call.
    """
    if live is None:
        return NONE
    if live is NotImplemented:
        return Value("any", constant=live)
    plain = _PLAIN.get(type(live))
    if plain is not None:
        return Value(plain, shape=() if plain != "str" else None)  # type: ignore[arg-type]  # the table holds kinds
    if isinstance(live, types.ModuleType):
        return Value("module", constant=live)
    if isinstance(live, np.ndarray) and type(live) is np.ndarray:
        return Value(
            "array", dtype=live.dtype.str[1:], shape=(None,) * live.ndim, sites=frozenset([site])
        )
    if isinstance(live, np.generic):
        return Value("scalar", dtype=live.dtype.str[1:], shape=())
    if type(live) in (tuple, list):
        items = tuple(value_of(item, (site, i)) for i, item in enumerate(live))
        kind = "tuple" if type(live) is tuple else "list"
        return Value(kind, items=items, length=Dim(len(items)), sites=frozenset([site]))  # type: ignore[arg-type]  # one of two literals
    if type(live) is dict:
        items = tuple(value_of(item, (site, key)) for key, item in live.items())
        return Value("dict", keys=tuple(live), items=items, sites=frozenset([site]))
    # what says when it is equal to others, and has no hash, is no function that is told by identity
    if callable(live) and isinstance(live, Hashable) and not _called_as_object(live):
        return Value("function", constant=live)
    fields = getattr(live, "__dict__", None)
    if isinstance(fields, dict) and not isinstance(live, np.random.Generator):
        items = tuple(value_of(item, (site, key)) for key, item in fields.items())
        return Value(
            "object", keys=tuple(fields), items=items, cls=type(live), sites=frozenset([site])
        )
    return Value("any", cls=type(live), sites=frozenset([site]))


def _called_as_object(live: Any) -> bool:
    """Whether it is called through a method of the user's class, and is an object beside that."""
    if isinstance(live, type | types.FunctionType | types.MethodType):
        return False
    if hasattr(live, "py_func") or hasattr(type(live), "_as_subject"):
        return False  # numba's functions, and derivatives
    if is_library(type(live)):
        return False
    return isinstance(inspect.getattr_static(type(live), "__call__", None), types.FunctionType)


def argument(
    kind: kinds.Kind, path: str, world: Assumptions, active: Callable[[str], bool]
) -> Value:
    """The value of a parameter; `active(path)` says what the derivative is with respect to."""
    site = frozenset([("argument", path)])
    on = active(path)
    match kind:
        case kinds.Plain(name="any"):
            return Value("any", sites=site, active=on)
        case kinds.Plain(name="num"):
            return Value("tensor", sites=site, active=on)
        case kinds.Plain(name="function"):
            return Value("any", sites=site)
        case kinds.Function(path=name):
            function = found_at(name)
            if function is None:
                return Value("any", sites=site)
            return Value("function", constant=function)
        case kinds.Plain(name="None"):
            return NONE
        case kinds.Plain(name="int") if counting(path) in world.sizes:
            return Value("int", shape=(), length=Dim(0, ((counting(path), 1),)))
        case kinds.Plain(name=name):
            numeric = name in ("float", "complex")
            return Value(name, shape=None if name == "str" else (), active=on and numeric)  # type: ignore[arg-type]  # the names of kinds
        case kinds.Scalar(dtype=dtype):
            return Value("scalar", dtype=dtype, shape=(), active=on and dtype[0] in "fc")
        case kinds.Array(dtype=dtype, shape=shape):
            lengths = (
                None
                if shape is None
                else tuple(length(n, f"{path}.shape[{k}]", world) for k, n in enumerate(shape))
            )
            return Value(
                "array", dtype=dtype, shape=lengths, sites=site, active=on and dtype[0] in "fc"
            )
        case kinds.Tuple(items=items) | kinds.Items(items=items):
            parts = tuple(
                argument(i, f"{path}[{k}]", world, _within(active, path, on))
                for k, i in enumerate(items)
            )
            name = "tuple" if isinstance(kind, kinds.Tuple) else "list"
            return Value(name, items=parts, length=Dim(len(parts)), sites=site)  # type: ignore[arg-type]  # one of two
        case kinds.List(item=item):
            element = (
                argument(item, f"{path}[]", Assumptions(), _within(active, path, on))
                if item is not None
                else None
            )
            element = _of_any_length(element) if element is not None else None
            return Value("list", element=element, sites=site)
        case kinds.Dict(entries=entries):
            parts = tuple(
                argument(k, f"{path}[{key!r}]", world, _within(active, path, on))
                for key, k in entries
            )
            return Value("dict", keys=tuple(key for key, _ in entries), items=parts, sites=site)
        case kinds.Object(cls=cls, fields=fields):
            parts = tuple(
                argument(k, f"{path}.{name}", world, _within(active, path, on))
                for name, k in fields
            )
            return Value(
                "object",
                keys=tuple(n for n, _ in fields),
                items=parts,
                cls=class_at(cls),
                sites=site,
            )
    return Value("any", sites=site)


def _of_any_length(value: Value) -> Value:
    """The value without lengths, which may differ from one item of a list to the next."""
    shape = None if value.shape is None else (None,) * len(value.shape)
    items = tuple(map(_of_any_length, value.items)) if value.items is not None else None
    element = _of_any_length(value.element) if value.element is not None else None
    return value.but(shape=shape, items=items, element=element)


def _within(active: Callable[[str], bool], path: str, on: bool) -> Callable[[str], bool]:
    return lambda inner: on or active(inner)


def class_at(path: str) -> type | None:
    """The live class of a kind's text, `pkg.mod:Class`."""
    found = found_at(path)
    return found if isinstance(found, type) else None


def length(size: str | int | None, symbol: str, world: Assumptions) -> Dim:
    """A length as a linear sum of symbols; a number stands for itself wherever it recurs."""
    if size is None:
        return Dim(0, ((symbol, 1),))
    if isinstance(size, int):
        if size == 1:
            return Dim(1)
        world.sizes[f"#{size}"] = size
        return Dim(0, ((f"#{size}", 1),))
    total = Dim()
    for sign, factor, name in re.findall(r"([+-]?)(\d*)\*?([A-Za-z_]\w*)?", size):
        if not factor and not name:
            continue
        number = int(factor or 1) * (-1 if sign == "-" else 1)
        total = total + (Dim(0, ((name, number),)) if name else Dim(number))
    return total
