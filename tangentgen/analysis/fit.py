"""Lengths found by calling a function with data of several lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.probe import kinds_only, observed
from tangentgen.analysis.prototypes import LARGEST, Sizes
from tangentgen.analysis.values import ANY, Dim, Value


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
        if dim.is_constant and abs(dim.constant) > LARGEST:
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
            real = _number(symbol) if symbol[0] == "#" else Dim(0, ((symbol, 1),))
            if slope and not self.world.at_least(real, Dim()):
                return None  # it was tried with none below zero
            dim = dim + real.scale(slope)
        return dim


def _number(symbol: str) -> Dim:
    """The length that a symbol of a number stands for.

    >>> _number("#4").constant, _number("#12 // 2 // 3").constant
    (4, 2)
    """
    whole, *parts = map(int, symbol[1:].split(" // "))
    for by in parts:
        whole //= by
    return Dim(whole)


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
