"""The kind of a live value."""

from __future__ import annotations

import enum
import functools
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

import numpy as np

from tangentgen.kinds import records, unplaced
from tangentgen.kinds.functions import path_of
from tangentgen.kinds.records import Array, Dict, Kind, Object, Opaque, Scalar, Tuple

PLAIN: dict[type, Kind] = {
    float: records.FLOAT,
    int: records.INT,
    bool: records.BOOL,
    complex: records.COMPLEX,
    str: records.STR,
    type(None): records.NONE,
}
FUNCTIONS: tuple[type, ...] = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    functools.partial,
    np.ufunc,
    type(np.sum),
    type,
)
DEPTH = 40  # deeper structures are lists in disguise, each length of which would be a kind


class NotTaken(TypeError):
    """A value of a kind that no derivative takes: what it is, and what to pass instead."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint


def kind_of(value: object) -> Kind:
    """The kind of a live value.

    >>> print(kind_of({"W": np.zeros((3, 2)), "steps": 4}))
    {'W': f8[_,_], 'steps': int}
    >>> print(kind_of([np.float32(1), 2.0]), kind_of([np.zeros(3), np.ones(5)]))
    [np.f4, float] [f8[_]]*
    """
    return _kind(value, ())


def _kind(value: object, path: tuple[int, ...]) -> Kind:
    cls = type(value)
    plain = PLAIN.get(cls)
    if plain is not None:
        return plain
    if isinstance(value, np.ndarray):
        return Array(_dtype(value), (None,) * value.ndim)
    if isinstance(value, np.generic):
        return Scalar(_dtype(value))
    if is_function(value):
        return _function(value, path)
    if id(value) in path or len(path) >= DEPTH:
        return Opaque(class_name(cls))
    inner = (*path, id(value))
    if type(value) is list and (plain := _all_plain(value)) is not None:
        return records.List(plain)
    if type(value) is tuple:
        return Tuple(tuple(_kind(item, inner) for item in value))
    if type(value) is list:
        return records.list_of(tuple(_kind(item, inner) for item in value))
    if type(value) is dict and all(map(_is_literal, value)):
        return Dict(tuple((key, _kind(item, inner)) for key, item in value.items()))
    parts = parts_of(value)
    if parts is None:
        return Opaque(class_name(cls))
    found = tuple((name, _kind(item, inner)) for name, item in parts.items())
    return Object(class_name(cls), found)


def _function(value: object, path: tuple[int, ...]) -> Kind:
    inner = (*path, id(value))
    name = path_of(value)
    if name is None and id(value) not in path and len(path) < DEPTH:
        name = unplaced.named(value, lambda held: _kind(held, inner))
    return records.FUNCTION if name is None else records.Function(name)


def is_function(value: object) -> bool:
    """Whether a value is a function, a class, or a derivative, and not an object with a state."""
    return isinstance(value, FUNCTIONS) or hasattr(type(value), "_as_subject")


def _all_plain(value: list[object]) -> Kind | None:
    """The kind of all items, where these are Python scalars of one; a list may have millions."""
    classes = set(map(type, value))
    return PLAIN.get(classes.pop()) if len(classes) == 1 else None


def parts_of(value: object) -> Mapping[str, object] | None:
    """The fields of a dataclass, a named tuple or a plain object; None of anything else.

    Objects of the standard library and of NumPy are not looked into: a logger or a random
    generator is one thing to its user.
    """
    cls = type(value)
    if is_dataclass(cls):
        declared = [field.name for field in fields(cls) if hasattr(value, field.name)]
        others = [name for name in getattr(value, "__dict__", ()) if name not in declared]
        return {name: getattr(value, name) for name in [*declared, *others]}
    if isinstance(value, tuple):
        names = getattr(cls, "_fields", None)
        return dict(zip(names, value, strict=True)) if names else None
    if not (is_plain(cls) or cls is types.SimpleNamespace):
        return None
    state = getattr(value, "__dict__", None)
    return state if isinstance(state, dict) else None


def is_plain(cls: type) -> bool:
    """Whether a user wrote the class, and all of an object's state stands in its `__dict__`."""
    owner = cls.__module__.partition(".")[0]
    return (
        cls.__flags__ & _HEAP_TYPE != 0
        and cls.__basicsize__ <= _PLAIN_SIZE
        and owner not in sys.stdlib_module_names
        and owner != "numpy"
        and not issubclass(cls, enum.Enum)
    )


class _Bare:
    pass


_HEAP_TYPE = 1 << 9
_PLAIN_SIZE = _Bare.__basicsize__


def class_name(cls: type) -> str:
    return f"{cls.__module__}:{cls.__qualname__}"


def _is_literal(key: object) -> bool:
    if type(key) is tuple:
        return all(map(_is_literal, key))
    return type(key) in (str, int, float, bool, bytes, type(None))


def _dtype(value: np.ndarray | np.generic) -> str:
    """The letters of a dtype that is taken."""
    cls, dtype = type(value), value.dtype
    if isinstance(value, np.ndarray) and cls is not np.ndarray:
        raise NotTaken(f"an array of class {class_name(cls)}", "pass np.asarray(...) of it")
    if dtype.kind not in "biufc":
        raise NotTaken(f"an array of dtype {dtype}", "pass an array of numbers")
    if not dtype.isnative:
        native = "x.astype(x.dtype.newbyteorder('='))"
        raise NotTaken(f"an array of dtype {dtype.str}, whose bytes are swapped", f"pass {native}")
    return dtype.str[1:]


def inner_values(value: object) -> Iterator[object]:
    """A value and everything in it that its kind is made of."""
    yield from _inner(value, ())


def _inner(value: object, path: tuple[int, ...]) -> Iterator[object]:
    yield value
    if type(value) in PLAIN or isinstance(value, np.ndarray | np.generic):
        return
    if id(value) in path or len(path) >= DEPTH:
        return
    if type(value) is list and _all_plain(value) is not None:
        return
    parts: Iterable[object]
    if is_function(value):
        parts = () if path_of(value) is not None else unplaced.contents(value)
    elif type(value) is tuple or type(value) is list:
        parts = value
    elif type(value) is dict:
        parts = value.values()
    else:
        parts = (parts_of(value) or {}).values()
    for part in parts:
        yield from _inner(part, (*path, id(value)))


def functions_in(value: object) -> list[types.FunctionType]:
    """The functions in a value that no module has."""
    functions = [v for v in inner_values(value) if isinstance(v, types.FunctionType)]
    return [function for function in dict.fromkeys(functions) if path_of(function) is None]


def classes_in(values: Iterable[object]) -> tuple[type | int, ...]:
    """What two values of one kind may still differ by: classes and modules that share a name.

    A module stands as the identity of its globals, which a function that it made holds.
    """
    found = dict[type | int, None]()
    for value in values:
        for inner in inner_values(value):
            if type(inner).__flags__ & _HEAP_TYPE:
                found[type(inner)] = None
        found.update((id(function.__globals__), None) for function in functions_in(value))
    return tuple(found)
