"""Tiny data that stands for an abstract value."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from tangentgen.analysis.harmless import PASSED, is_harmless
from tangentgen.analysis.values import UNKNOWN, Dim, Value

Sizes = Callable[[Dim | None], int]
LARGEST = 16  # integers that are passed as they are
MOST = 64  # combinations that are tried before giving up


class NoPrototype(Exception):
    """Nothing can be made that stands for this value."""


def prototypes(value: Value, sizes: Sizes, dtypes: Sequence[str]) -> Iterator[Any]:
    """Data that stands for the value: one for each rank, kind or sign that it may have."""
    truth = isinstance(value.constant, bool)
    if value.constant is not UNKNOWN and (truth or not isinstance(value.constant, int | list)):
        if isinstance(value.constant, PASSED) or is_harmless(value.constant):
            yield value.constant
            return
        raise NoPrototype
    kind = value.kind
    if kind == "array":
        for dtype in _dtypes(value, dtypes):
            for shape in _shapes(value, sizes, (0, 1, 2, 3)):
                yield data(shape, dtype)
    elif kind in ("scalar", "number"):
        for dtype in _dtypes(value, dtypes):
            yield np.dtype(dtype).type(0.5 if dtype[0] in "fc" else 1)
            if kind == "number":
                yield {"f": 0.5, "c": 0.5j, "b": True}.get(dtype[0], 1)
    elif kind == "tensor":
        yield from prototypes(value.but(kind="number"), sizes, dtypes)
        yield from prototypes(value.but(kind="array"), sizes, dtypes)
    elif kind == "int":
        yield from _integers(value, sizes)
    elif kind in _PLAIN:
        yield from _PLAIN[kind]
    elif kind in ("tuple", "list", "slice"):
        build: Any = {"tuple": tuple, "list": list, "slice": lambda parts: slice(*parts)}[kind]
        for parts in _sequences(value, sizes, dtypes):
            yield build(parts)
    else:
        raise NoPrototype


_PLAIN: dict[str, tuple[Any, ...]] = {
    "bool": (True, False),
    "float": (0.5,),
    "complex": (0.5 + 0.25j,),
    "none": (None,),
}


def _dtypes(value: Value, dtypes: Sequence[str]) -> Sequence[str]:
    return dtypes if value.dtype is None else (value.dtype,)


def _shapes(value: Value, sizes: Sizes, ranks: Iterable[int]) -> Iterator[tuple[int, ...]]:
    if value.shape is not None:
        yield tuple(sizes(dim) for dim in value.shape)
    else:
        for rank in ranks:
            yield (sizes(None),) * rank


def _integers(value: Value, sizes: Sizes) -> Iterator[int]:
    known = value.constant
    if known is UNKNOWN and value.length is not None and not value.length.terms:
        known = value.length.constant
    if isinstance(known, int):
        yield known if abs(known) <= LARGEST else sizes(Dim(known))
    elif value.length is not None:
        yield sizes(value.length)
    else:
        yield from (1, 2, 0, -1)


def _sequences(value: Value, sizes: Sizes, dtypes: Sequence[str]) -> Iterator[list[Any]]:
    if value.items is not None:
        choices = [list(prototypes(item, sizes, dtypes)) for item in value.items]
        # one too many says that not all dtypes are there
        most = MOST if len(dtypes) == 1 else MOST + 1
        for parts in itertools.islice(itertools.product(*choices), most):
            yield list(parts)
    elif value.element is not None:
        if value.element.kind == "int" and value.length is None:
            yield from _axes(sizes(None))
            return
        for item in prototypes(value.element, sizes, dtypes):
            yield [item, item]
    else:
        raise NoPrototype


def _axes(size: int) -> Iterator[list[int]]:
    """A shape, or axes, of any number: lengths, the axes in order, and an axis of all elements.

    >>> list(_axes(2))[:7]
    [[], [2], [0], [-1], [2, 2], [0, 1], [-1, 1]]
    """
    yield []
    for count in (1, 2, 3):
        yield [size] * count
        yield list(range(count))
        yield [-1, *[1] * (count - 1)]


def data(shape: tuple[int, ...], dtype: str) -> Any:
    """Numbers inside most domains; square matrices of them are positive definite."""
    if dtype[0] not in "fciub":
        raise NoPrototype
    if dtype[0] in "iub":
        return np.ones(shape, dtype)
    array = np.full(shape, 0.25, dtype)
    if len(shape) >= 2:
        array = array + 2 * np.eye(shape[-2], shape[-1], dtype=dtype)
    return np.asarray(array, dtype)
