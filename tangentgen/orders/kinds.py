"""Tangents of a kind: their own kind, and zeros of it as an expression."""

from __future__ import annotations

from tangentgen.kinds.records import NONE, Array, Dict, Items, Kind, List, Plain, Scalar, Tuple
from tangentgen.orders.calling import NoOther
from tangentgen.request import is_inactive


def together(kinds: list[Kind]) -> Kind:
    """The kind of what is given for one thing as it is, and for several as a tuple."""
    return kinds[0] if len(kinds) == 1 else Tuple(tuple(kinds))


def tangent(kind: Kind) -> Kind:
    """The kind of the tangents of a kind.

    >>> from tangentgen.kinds.text import parse_kind
    >>> str(tangent(parse_kind("[(float, int), f8[_]]")))
    '[(float, None), f8[_]]'
    """
    match kind:
        case Tuple(items):
            return Tuple(tuple(map(tangent, items)))
        case Items(items):
            return Items(tuple(map(tangent, items)))
        case List(item):
            return List(None if item is None else tangent(item))
        case Dict(entries):
            return Dict(tuple((key, tangent(value)) for key, value in entries))
        case Array(dtype, shape) if not is_inactive(kind):
            # its lengths are checked of arguments only
            return Array(dtype, None if shape is None else (None,) * len(shape))
        case Scalar() | Plain("float" | "complex") if not is_inactive(kind):
            return kind
        case Array() | Scalar() | Plain("int" | "bool" | "str" | "None"):
            return NONE
    raise NoOther


def zero(kind: Kind, tree: str) -> str:
    """The tangents zero of what `tree` says.

    >>> from tangentgen.kinds.text import parse_kind
    >>> zero(parse_kind("{'w': f8[_], 'b': [float]*}"), "p")
    "{'w': np.zeros_like(p['w']), 'b': [0.0 for item in p['b']]}"
    """
    match kind:
        case Tuple(items):
            zeros = [zero(item, f"{tree}[{k}]") for k, item in enumerate(items)]
            return f"({''.join(f'{z}, ' for z in zeros)})"
        case Items(items):
            return f"[{', '.join(zero(item, f'{tree}[{k}]') for k, item in enumerate(items))}]"
        case List(Kind() as item):
            return f"[{zero(item, 'item')} for item in {tree}]"
        case Dict(entries):
            zeros = [f"{key!r}: {zero(item, f'{tree}[{key!r}]')}" for key, item in entries]
            return f"{{{', '.join(zeros)}}}"
        case Array() if not is_inactive(kind):
            return f"np.zeros_like({tree})"
        case Scalar() | Plain("float" | "complex") if not is_inactive(kind):
            return "0.0"
        case Array() | Scalar() | Plain("int" | "bool" | "str" | "None"):
            return "None"
    raise NoOther
