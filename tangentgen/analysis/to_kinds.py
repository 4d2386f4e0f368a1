"""The kind that an abstract value is of, as a derivative is specialised for it."""

from __future__ import annotations

from tangentgen import kinds
from tangentgen.analysis.values import Value
from tangentgen.kinds.functions import path_of
from tangentgen.kinds.records import list_of

PLAIN = {"float": "float", "int": "int", "bool": "bool", "complex": "complex", "str": "str"}


def kind_from(value: Value) -> kinds.Kind:
    """`any` where it is not known.

    >>> from tangentgen.analysis.values import Dim
    >>> str(kind_from(Value("array", dtype="f8", shape=(Dim(3), None))))
    'f8[_,_]'
    """
    if value.kind in PLAIN:
        return kinds.Plain(PLAIN[value.kind])
    if value.kind == "none":
        return kinds.Plain("None")
    if value.kind == "function":
        path = path_of(value.constant)
        return kinds.Plain("function") if path is None else kinds.Function(path)
    if value.kind == "scalar" and value.dtype is not None:
        return kinds.Scalar(value.dtype)
    if value.kind == "array" and value.dtype is not None:
        rank = value.rank
        return kinds.Array(value.dtype, None if rank is None else (None,) * rank)
    if value.kind in ("tuple", "list") and value.items is not None:
        items = tuple(map(kind_from, value.items))
        return kinds.Tuple(items) if value.kind == "tuple" else list_of(items)
    if value.kind == "list" and value.element is not None:
        return kinds.List(kind_from(value.element))
    if value.kind == "dict" and value.items is not None:
        return kinds.Dict(tuple(zip(value.keys, map(kind_from, value.items), strict=True)))
    return kinds.ANY
