"""The lengths in the arguments of a call, and its integers, under names that stand for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from tangentgen.kinds.live import parts_of
from tangentgen.kinds.records import Array, Dict, Items, Kind, Kinds, Object, Plain, Tuple


def seen(kinds: Kinds, arguments: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
    """Every length that has a place of its own in the arguments, and every integer.

    >>> from tangentgen.kinds import kind_of
    >>> given = {"w": np.ones(4), "batch": (np.ones((7, 4)), 0.5)}
    >>> seen(tuple((name, kind_of(value)) for name, value in given.items()), given)
    (('w.shape[0]', 4), ('batch[0].shape[0]', 7), ('batch[0].shape[1]', 4))
    """
    return tuple(
        length
        for name, kind in kinds
        if name in arguments
        for length in _inside(name, kind, arguments[name])
    )


COUNTING = "int "


def counting(path: str) -> str:
    """The symbol of an integer argument, by which arrays are made as long as it says."""
    return COUNTING + path


def _inside(path: str, kind: Kind, value: object) -> Iterator[tuple[str, int]]:
    if kind == Plain("int") and type(value) is int:
        yield counting(path), value
    elif isinstance(kind, Array) and isinstance(value, np.ndarray):
        yield from ((f"{path}.shape[{axis}]", size) for axis, size in enumerate(value.shape))
    elif isinstance(kind, Tuple | Items) and isinstance(value, tuple | list):
        for number, (item, inner) in enumerate(zip(kind.items, value, strict=True)):
            yield from _inside(f"{path}[{number}]", item, inner)
    elif isinstance(kind, Dict) and isinstance(value, dict):
        for key, item in kind.entries:
            yield from _inside(f"{path}[{key!r}]", item, value[key])
    elif isinstance(kind, Object):
        state = parts_of(value) or {}
        for name, item in kind.fields:
            yield from _inside(f"{path}.{name}", item, state.get(name))
