"""Arguments of given kinds, made up: to try a derivative where no real ones are at hand."""

from __future__ import annotations

import importlib
from functools import reduce
from typing import Any

import numpy as np

from tangentgen.commands import Unusable
from tangentgen.kinds import (
    Array,
    Dict,
    Items,
    Kind,
    Kinds,
    List,
    Object,
    Plain,
    Scalar,
    Tuple,
    linear,
)

LENGTH = 3  # of an axis nothing is known of: the same everywhere, so that shapes fit
LENGTHS = (4, 3, 5, 6, 7)  # of named axes: different, so that a mistaken axis shows
PLAIN: dict[str, Any] = {"int": 3, "bool": True, "str": "text", "None": None}


def samples(kinds: Kinds, seed: int = 0) -> dict[str, Any]:
    """A value for each parameter, the same at every run; numbers lie between 0.3 and 1.3.

    >>> from tangentgen.kinds import parse_like
    >>> made = samples(parse_like("w=f8[d] x=f8[n,d-1] steps=int"))
    >>> made["w"].shape, made["x"].shape, made["steps"]
    ((4,), (3, 3), 3)
    """
    maker = _Maker(np.random.default_rng(seed))
    return {name: maker.make(kind, name) for name, kind in kinds}


class _Maker:
    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.lengths: dict[str, int] = {}

    def make(self, kind: Kind, name: str) -> Any:
        match kind:
            case Plain("float"):
                return float(self._numbers("f8", ()))
            case Plain("complex"):
                return complex(self._numbers("c16", ()))
            case Plain(plain) if plain in PLAIN:
                return PLAIN[plain]
            case Scalar(dtype):
                return self._numbers(dtype, ())[()]
            case Array(dtype, None):
                return self._numbers(dtype, (LENGTH,))
            case Array(dtype, tuple(lengths)):
                return self._numbers(dtype, tuple(map(self._length, lengths)))
            case Tuple(items):
                return tuple(self.make(item, name) for item in items)
            case List(None):
                return []
            case List(item) if item is not None:
                return [self.make(item, name) for _ in range(LENGTH)]
            case Items(items):
                return [self.make(item, name) for item in items]
            case Dict(entries):
                return {key: self.make(item, name) for key, item in entries}
            case Object(cls, fields):
                return _object(cls, {key: self.make(item, name) for key, item in fields})
        raise Unusable(f"no argument of kind {kind} can be made up for {name}: give --args")

    def _length(self, length: Any) -> int:
        if length is None:
            return LENGTH
        constant, factors = linear(length)
        for name, _ in factors:
            self.lengths.setdefault(name, LENGTHS[len(self.lengths) % len(LENGTHS)])
        return constant + sum(factor * self.lengths[name] for name, factor in factors)

    def _numbers(self, letters: str, shape: tuple[int, ...]) -> Any:
        dtype = np.dtype(letters)
        if dtype.kind == "b":
            return np.asarray(self.rng.random(shape) < 0.5)
        if dtype.kind in "iu":
            return np.asarray(self.rng.integers(0, LENGTH, shape)).astype(dtype)
        numbers = self.rng.uniform(0.3, 1.3, shape)
        if dtype.kind == "c":
            numbers = numbers + 1j * self.rng.uniform(0.3, 1.3, shape)
        return np.asarray(numbers).astype(dtype)


def _object(name: str, fields: dict[str, Any]) -> Any:
    """An object of a class with these fields, without a call of its `__init__`."""
    module, _, path = name.partition(":")
    try:
        cls: Any = reduce(getattr, path.split("."), importlib.import_module(module))
    except (ImportError, AttributeError) as error:
        raise Unusable(f"{name}: {error}") from None
    if issubclass(cls, tuple):
        return cls(**fields)
    made = object.__new__(cls)
    for field, value in fields.items():
        object.__setattr__(made, field, value)
    return made
