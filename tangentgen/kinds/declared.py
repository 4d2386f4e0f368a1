"""The kinds that a user has declared: by annotations, and by `like=`, which wins."""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping, Sequence
from typing import Any

from tangentgen.kinds.annotations import from_annotation
from tangentgen.kinds.like import Lengths
from tangentgen.kinds.records import ANY, Kind
from tangentgen.kinds.seen import counting
from tangentgen.kinds.text import parse_like

Like = str | Sequence[Any] | Mapping[str, Any] | None


def annotated(function: types.FunctionType) -> dict[str, Kind]:
    """The kinds that a function's annotations promise."""
    try:
        notes = dict(function.__annotations__)
    except NameError:  # one of them names what exists only for type checkers
        return {}
    notes.pop("return", None)
    found = {name: from_annotation(note, function.__globals__) for name, note in notes.items()}
    return {name: kind for name, kind in found.items() if kind != ANY}


def liked(like: Like, signature: inspect.Signature) -> dict[str, Kind]:
    """The kinds that `like` gives: a text, kinds by name, or example arguments.

    >>> def f(w, x): ...
    >>> {k: str(v) for k, v in liked("x=f8[n]", inspect.signature(f)).items()}
    {'x': 'f8[n]'}
    """
    if like is None:
        return {}
    if isinstance(like, str):
        return dict(parse_like(like))
    if isinstance(like, Mapping):
        examples = dict(like)
    elif like and all(map(_is_pair, like)):
        examples = dict(like)  # type: ignore[arg-type]  # they are pairs
    else:
        given = signature.bind_partial(*like)
        examples = dict(given.arguments)
    lengths = Lengths()
    return {
        name: value if isinstance(value, Kind) else lengths.kind_of(value)
        for name, value in examples.items()
    }


def sizes_in(like: Like, signature: inspect.Signature) -> tuple[tuple[str, int], ...]:
    """The named lengths of example arguments.

    >>> import numpy as np
    >>> def f(w, x): ...
    >>> sizes_in((np.ones(4), np.ones((7, 4))), inspect.signature(f))
    (('n', 4), ('m', 7))
    """
    if like is None or isinstance(like, str) or (like and all(map(_is_pair, like))):
        return ()
    examples = like if isinstance(like, Mapping) else signature.bind_partial(*like).arguments
    lengths = Lengths()
    for value in examples.values():
        if not isinstance(value, Kind):
            lengths.kind_of(value)
    named = tuple((str(name), size) for size, name in lengths.names.items())
    integers = {p: v for p, v in examples.items() if type(v) is int}
    return (*named, *((counting(p), v) for p, v in integers.items()))


def _is_pair(item: object) -> bool:
    return isinstance(item, tuple) and len(item) == 2 and isinstance(item[1], Kind)
