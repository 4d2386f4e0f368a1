"""Kinds from annotations, which are read as text: nothing they name has to be installed."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from tangentgen.kinds import records
from tangentgen.kinds.live import class_name, is_plain
from tangentgen.kinds.records import Array, Kind, Length, Plain
from tangentgen.kinds.text import length_of

_PLAIN = {"float", "int", "bool", "complex", "str", "None"}
_ANY_WIDTH = {
    **dict.fromkeys(("Float", "Inexact", "Num", "Real", "Shaped"), "f8"),
    **dict.fromkeys(("Int", "Integer"), "i8"),
    **{"UInt": "u8", "Complex": "c16", "Bool": "b1", "float": "f8", "int": "i8"},
    **{"complex": "c16", "bool": "b1", "double": "f8", "single": "f4"},
    **dict.fromkeys(("floating", "inexact", "number", "generic", "Any"), "f8"),
    **{"integer": "i8", "bool_": "b1", "complexfloating": "c16"},
}
_WIDTH = re.compile(r"(float|int|uint|complex)(\d+)", re.IGNORECASE)
_ARRAYS = {"ndarray", "NDArray", "ArrayLike", "Array"}
_CALLABLES = {"Callable", "FunctionType"}


def from_annotation(annotation: object, names: Mapping[str, object] | None = None) -> Kind:
    """The kind that an annotation promises; `any` where it promises none that we know.

    `names` are those the text can use, for the classes it may name.

    >>> for text in ("float", 'Float[np.ndarray, "n d"]', "list[np.ndarray]", "int | None", "Spam"):
    ...     print(from_annotation(text))
    float
    f8[n,d]
    [f8[?]]*
    int
    any
    """
    return _promised(annotation, Names(names or {}))


@dataclass(frozen=True)
class Names:
    """What an annotation's words mean, and the classes whose fields are being read."""

    known: Mapping[str, object]
    inside: tuple[type, ...] = ()


def _promised(annotation: object, names: Names) -> Kind:
    if isinstance(annotation, type) and "[" not in annotation.__name__:
        return _class(annotation, names)
    text = annotation if isinstance(annotation, str) else _text(annotation)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return records.ANY
    return _kind(tree, names)


def _text(annotation: object) -> str:
    if annotation is None:
        return "None"
    return annotation.__name__ if isinstance(annotation, type) else repr(annotation)


def _class(cls: type, names: Names) -> Kind:
    if cls.__name__ in _PLAIN and cls.__module__ == "builtins":
        return Plain(cls.__name__)
    if cls.__name__ == "ndarray":
        return Array("f8", None)
    if cls.__module__ == "numpy":
        letters = _letters(cls.__name__)
        return records.ANY if letters is None else records.Scalar(letters)
    if cls in names.inside or not (is_plain(cls) or hasattr(cls, "_fields")):
        return records.ANY
    found: dict[str, Kind] = {}
    for base in reversed(cls.__mro__):
        known = vars(sys.modules.get(base.__module__, base))
        for name, declared in inspect.get_annotations(base).items():
            if "ClassVar" not in str(declared):
                found[name] = _promised(declared, Names(known, (*names.inside, cls)))
    return records.Object(class_name(cls), tuple(found.items())) if found else records.ANY


def _kind(node: ast.expr, names: Names) -> Kind:
    if isinstance(node, ast.Constant):
        if node.value is None:
            return records.NONE
        return _promised(node.value, names) if isinstance(node.value, str) else records.ANY
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _either([_kind(node.left, names), _kind(node.right, names)])
    if isinstance(node, ast.Subscript):
        return _subscript(node, names)
    name = _last_name(node)
    if name in _PLAIN and isinstance(node, ast.Name):
        return Plain(name)
    if name in _ARRAYS:
        return Array("f8", None)
    if name in _CALLABLES:
        return records.FUNCTION
    found = _look_up(node, names)
    if isinstance(found, type):
        return _class(found, names)
    letters = _letters(name) if isinstance(node, ast.Attribute) else None
    return records.ANY if letters is None else records.Scalar(letters)


def _subscript(node: ast.Subscript, names: Names) -> Kind:
    name = _last_name(node.value)
    inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    letters = _letters(name)
    last = inside[-1] if inside else None
    if letters is not None and len(inside) == 2 and isinstance(last, ast.Constant):
        return Array(letters, _shape(str(last.value)))
    if name in _ARRAYS:
        dtype = _letters(_last_name(last)) or "f8" if last is not None else "f8"
        if isinstance(last, ast.Subscript):  # np.ndarray[tuple[int, int], np.dtype[np.float64]]
            dtype = _letters(_last_name(last.slice)) or "f8"
        return Array(dtype, None)
    if name in ("list", "List", "Sequence", "Iterable"):
        return records.List(_kind(inside[0], names)) if inside else records.ANY
    if name in ("tuple", "Tuple"):
        if isinstance(last, ast.Constant) and last.value is Ellipsis:
            return records.ANY
        return records.Tuple(tuple(_kind(item, names) for item in inside))
    if name == "Optional":
        return _kind(inside[0], names)
    if name == "Union":
        return _either([_kind(item, names) for item in inside])
    if name in ("Annotated", "Final"):
        return _kind(inside[0], names)
    return records.FUNCTION if name in _CALLABLES else records.ANY


def _either(kinds: list[Kind]) -> Kind:
    """Of several kinds the one that derivatives are about: not None, float before int."""
    left = [kind for kind in kinds if kind != records.NONE]
    for first in (*(k for k in left if isinstance(k, Array)), records.FLOAT):
        if first in left:
            return first
    return left[0] if left else records.NONE


def _shape(text: str) -> tuple[Length, ...] | None:
    """The lengths of a jaxtyping shape; None where its rank is open."""
    words = text.split()
    if any(word == "..." or word.startswith("*") for word in words):
        return None
    return tuple(map(_length, words))


def _length(word: str) -> Length:
    if word.startswith(("_", "#", "?")):
        return None  # unnamed, or may be 1 as well
    try:
        return length_of(word.rpartition("=")[2])
    except ValueError:
        return None


def _letters(name: str | None) -> str | None:
    """The dtype letters of a name such as `Float32`, `float64`, `Int`."""
    if name is None:
        return None
    if name in _ANY_WIDTH:
        return _ANY_WIDTH[name]
    match = _WIDTH.fullmatch(name)
    if not match:
        return None
    first = "u" if match.group(1).lower() == "uint" else match.group(1)[0].lower()
    return f"{first}{int(match.group(2)) // 8}"


def _last_name(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _look_up(node: ast.expr, names: Names) -> object:
    if isinstance(node, ast.Name):
        return names.known.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_look_up(node.value, names), node.attr, None)
    return None
