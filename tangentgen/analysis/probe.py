"""What kind of thing a function returns, found by calling it on tiny data of the same kinds.

NumPy's own code is the only complete description of NumPy: the dtypes it promotes to, the
ranks it keeps, whether it answers with a scalar or an array. So the real function is called,
once for each combination of kinds, on small arrays made for it.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.harmless import PASSED, is_harmless
from tangentgen.analysis.join import join_all
from tangentgen.analysis.values import ANY, NONE, UNKNOWN, Dim, Value

Sizes = Callable[[Dim | None], int]
_DTYPES = ("f8", "f4", "c16", "i8", "b1")
_MOST = 48  # combinations that are tried before giving up
_LARGEST = 16  # integers that are passed as they are


class NoPrototype(Exception):
    """Nothing can be made that stands for this value."""


def sizes_of(dim: Dim | None) -> int:
    """One length for every axis, which suits products, broadcasting and solvers alike."""
    return 2


def prototypes(value: Value, sizes: Sizes, dtypes: Sequence[str]) -> Iterator[Any]:
    """Data that stands for the value: one for each rank, kind or sign that it may have."""
    if value.constant is not UNKNOWN and not isinstance(value.constant, int | list):
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
    if isinstance(value.constant, int):
        yield value.constant if abs(value.constant) <= _LARGEST else sizes(Dim(value.constant))
    elif value.length is not None:
        yield sizes(value.length)
    else:
        yield from (1, 2, 0, -1)


def _sequences(value: Value, sizes: Sizes, dtypes: Sequence[str]) -> Iterator[list[Any]]:
    if value.items is not None:
        choices = [list(prototypes(item, sizes, dtypes)) for item in value.items]
        for parts in itertools.islice(itertools.product(*choices), _MOST):
            yield list(parts)
    elif value.element is not None:
        for item in prototypes(value.element, sizes, dtypes):
            yield [item, item]
    else:
        raise NoPrototype


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


def seen(result: Any) -> Value:
    """The abstract value of a concrete result, its shape in numbers, no constant kept."""
    if result is None:
        return NONE
    if isinstance(result, bool | int | float | complex) and type(result).__module__ == "builtins":
        return Value(type(result).__name__, shape=())  # type: ignore[arg-type]  # the names of four types
    if isinstance(result, str):
        return Value("str")
    if isinstance(result, np.generic | np.ndarray):
        if type(result) is not np.ndarray and isinstance(result, np.ndarray):
            return ANY
        if result.dtype.kind not in "fciub":
            return ANY
        kind = "array" if isinstance(result, np.ndarray) else "scalar"
        shape = tuple(Dim(n) for n in result.shape)
        return Value(kind, dtype=result.dtype.str[1:], shape=shape)  # type: ignore[arg-type]  # one of two literals
    if isinstance(result, tuple | list):
        items = tuple(seen(item) for item in result)
        kind = "tuple" if isinstance(result, tuple) else "list"
        named = type(result) if type(result) not in (tuple, list) else None
        keys = tuple(getattr(type(result), "_fields", ()))
        return Value(kind, items=items, keys=keys, cls=named, length=Dim(len(items)))  # type: ignore[arg-type]  # one of two literals
    return ANY


def observed(
    function: Any, arguments: list[Value], keywords: Mapping[str, Value], sizes: Sizes
) -> Value | None:
    """The join of what the function returns for every combination; None where it cannot be called.

    >>> seen(np.exp(1.0)).kind
    'scalar'
    """
    if not is_harmless(function):
        return None
    values = [*arguments, *keywords.values()]
    results: list[Value] = []
    # Ranks and kinds are varied at one dtype, then dtypes; the product of both is too much.
    for dtypes in (_DTYPES[:1], _DTYPES) if any(map(_open_dtype, values)) else (_DTYPES[:1],):
        try:
            choices = [list(prototypes(value, sizes, dtypes)) for value in values]
        except NoPrototype:
            return None
        combinations = list(itertools.islice(itertools.product(*choices), _MOST + 1))
        if len(combinations) > _MOST:
            if not results:
                return None
            results.append(results[0].but(dtype=None))
            continue
        for combination in combinations:
            result = _call(function, combination[: len(arguments)], keywords, combination)
            if result is not None and result not in results:
                results.append(result)
    return join_all(results)


def _open_dtype(value: Value) -> bool:
    if value.kind in ("array", "scalar", "number", "tensor"):
        return value.dtype is None
    parts = (*(value.items or ()), *((value.element,) if value.element else ()))
    return any(_open_dtype(part) for part in parts)


def _call(
    function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any], all_values: Sequence[Any]
) -> Value | None:
    named = dict(zip(keywords, all_values[len(arguments) :], strict=True))
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = function(*arguments, **named)
            return ANY if result is NotImplemented else seen(result)
    except Exception:  # whatever the function does not take is not its result
        return None


def kinds_only(value: Value) -> Value:
    """The value with its lengths forgotten, its rank kept."""
    if not value.shape and value.items is None:
        return value
    shape = value.shape and (None,) * len(value.shape)
    items = value.items and tuple(kinds_only(item) for item in value.items)
    return value.but(shape=shape, items=items)


class Fit:
    """Shapes as linear functions of the lengths, found from calls with different lengths.

    Lengths that are not known and large literal ones take part as symbols of their own.
    """

    def __init__(self, values: Iterable[Value], world: Assumptions) -> None:
        self.world = world
        self.points: list[dict[str, int]] = []
        found: dict[str, None] = {}
        for value in values:
            for dim in _dims(value):
                for symbol, _ in self.open(dim).terms:
                    found.setdefault(symbol)
        self.symbols = tuple(found)

    def open(self, dim: Dim | None) -> Dim:
        """A dim with its large constant as a symbol."""
        if dim is None:
            return Dim(0, (("?", 1),))
        dim = self.world.normal(dim)
        if dim.is_constant and abs(dim.constant) > _LARGEST:
            return Dim(0, ((f"#{dim.constant}", 1),))
        return dim

    def assignments(self) -> Iterator[dict[str, int]]:
        """A base, one with each symbol changed, others in other orders, and small ones."""
        names = self.symbols
        base = dict(zip(names, (5, 7, 4, 6, 3, 8, 9), strict=False))
        yield base
        for name in names:
            yield base | {name: base[name] + 1}
        for shift in (1, 2):
            sizes = (9, 4, 11, 6, 8, 5, 7)
            yield {name: sizes[(i * shift + shift) % 7] for i, name in enumerate(names)}
        for size in (2, 1, 0):
            yield dict.fromkeys(names, size)

    def sizes(self, assignment: Mapping[str, int]) -> Sizes:
        def size(dim: Dim | None) -> int:
            dim = self.open(dim)
            return max(0, dim.constant + sum(c * assignment.get(s, 3) for s, c in dim.terms))

        return size

    def generalise(self, results: Sequence[Value]) -> Value | None:
        """One value of many seen ones; None where they differ in more than lengths."""
        first = results[0]
        if any(kinds_only(result) != kinds_only(first) for result in results):
            return None
        shape = first.shape
        if shape is not None:
            columns = [[(r.shape or ())[axis] for r in results] for axis in range(len(shape))]
            shape = tuple(self._line(column) for column in columns)
        items = first.items
        if items is not None:
            parts = [
                self.generalise([(r.items or ())[i] for r in results]) for i in range(len(items))
            ]
            items = tuple(part if part is not None else ANY for part in parts)
        return first.but(shape=shape, items=items)

    def _line(self, column: Sequence[Dim | None]) -> Dim | None:
        counts = [dim.constant if dim is not None else -1 for dim in column]
        slopes = {s: counts[i + 1] - counts[0] for i, s in enumerate(self.symbols)}
        points = self.points
        constant = counts[0] - sum(slopes[s] * points[0][s] for s in self.symbols)
        for point, count in zip(points, counts, strict=True):
            if max(0, constant + sum(slopes[s] * point[s] for s in self.symbols)) != count:
                return None
        dim = Dim(constant)
        for symbol, slope in slopes.items():
            if slope and symbol == "?":
                return None
            real = Dim(int(symbol[1:])) if symbol[0] == "#" else Dim(0, ((symbol, 1),))
            dim = dim + real.scale(slope)
        return dim


def _dims(value: Value) -> Iterator[Dim | None]:
    yield from value.shape or ()
    if value.kind == "int" and (value.length is not None or isinstance(value.constant, int)):
        yield value.length if value.length is not None else Dim(value.constant)
    for item in value.items or ():
        yield from _dims(item)
    if value.element is not None:
        yield from _dims(value.element)


def fitted(
    function: Any, arguments: list[Value], keywords: Mapping[str, Value], world: Assumptions
) -> Value | None:
    """The result with its lengths as linear sums, where seven lengths or fewer are in play."""
    fit = Fit([*arguments, *keywords.values()], world)
    if len(fit.symbols) > 7:
        return None
    results: list[Value] = []
    for assignment in fit.assignments():
        result = observed(function, arguments, keywords, fit.sizes(assignment))
        if result is None:
            if len(results) < len(fit.symbols) + 3:
                return None
            result = results[0]  # too small for the function, which is no evidence
            assignment = next(fit.assignments())
        results.append(result)
        fit.points.append(assignment)
    return fit.generalise(results)
