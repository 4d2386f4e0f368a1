"""Kinds of arguments: what they are, and from values, from text, from annotations.

Used when a derivative is called, so nothing here imports gast or astor.
"""

from tangentgen.kinds.annotations import from_annotation
from tangentgen.kinds.live import NotTaken, kind_of, parts_of
from tangentgen.kinds.records import (
    ANY,
    BOOL,
    COMPLEX,
    FLOAT,
    FUNCTION,
    INT,
    NONE,
    NUM,
    STR,
    Array,
    Dict,
    Function,
    Items,
    Kind,
    Kinds,
    Length,
    List,
    Object,
    Opaque,
    Plain,
    Scalar,
    Tuple,
)
from tangentgen.kinds.text import linear, parse_kind, parse_like

__all__ = [
    "ANY",
    "BOOL",
    "COMPLEX",
    "FLOAT",
    "FUNCTION",
    "INT",
    "NONE",
    "NUM",
    "STR",
    "Array",
    "Dict",
    "Function",
    "Items",
    "Kind",
    "Kinds",
    "Length",
    "List",
    "NotTaken",
    "Object",
    "Opaque",
    "Plain",
    "Scalar",
    "Tuple",
    "from_annotation",
    "kind_of",
    "linear",
    "parse_kind",
    "parse_like",
    "parts_of",
]
