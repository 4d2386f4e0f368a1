"""Kinds from example arguments, with a name for each length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from tangentgen.kinds.live import kind_of, parts_of
from tangentgen.kinds.records import Array, Dict, Items, Kind, Length, Object, Tuple, list_of

_NAMES = ("n", "m", "p", "q", "r", "s")


class Lengths:
    """Equal lengths get the same name; 0 and 1 stay what they are, because they broadcast.

    >>> lengths = Lengths()
    >>> print(lengths.kind_of({"W": np.ones((4, 1)), "b": np.ones(4)}), lengths.kind_of(np.eye(3)))
    {'W': f8[n,1], 'b': f8[n]} f8[m,m]
    """

    def __init__(self) -> None:
        self.names: dict[int, str] = {}

    def kind_of(self, value: object) -> Kind:
        return self._typed(kind_of(value), value)

    def _typed(self, kind: Kind, value: object) -> Kind:
        if isinstance(kind, Array) and isinstance(value, np.ndarray):
            return Array(kind.dtype, tuple(map(self.name, value.shape)))
        if isinstance(value, list) and isinstance(kind, Items):
            return Items(tuple(self.kinds_of(value)))
        if isinstance(value, list):
            typed = list_of(tuple(self.kinds_of(value)))
            return kind if isinstance(typed, Items) else typed  # one kind up to the lengths
        if isinstance(kind, Tuple) and isinstance(value, tuple):
            return Tuple(tuple(self.kinds_of(value)))
        if isinstance(kind, Dict) and isinstance(value, dict):
            return Dict(tuple(zip(value, self.kinds_of(value.values()), strict=True)))
        if isinstance(kind, Object):
            state: Mapping[str, object] = parts_of(value) or {}
            inner = dict(kind.fields)
            return Object(kind.cls, tuple((k, self._typed(inner[k], v)) for k, v in state.items()))
        return kind

    def kinds_of(self, values: Iterable[object]) -> Iterator[Kind]:
        return map(self.kind_of, values)

    def name(self, length: int) -> Length:
        if length < 2:
            return length
        if length not in self.names:
            number = len(self.names)
            self.names[length] = _NAMES[number] if number < len(_NAMES) else f"n{number}"
        return self.names[length]
