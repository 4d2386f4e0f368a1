"""Lengths that are compared, and what has to be assumed about them.

A `Dim` in a shape stands for the length `max(0, constant + Σ coefficient · symbol)`, which is
what slicing gives: `x[1:]` of an empty `x` is empty, not of length −1. Symbols are lengths and
so never negative, or integers that are asked not to be. As an *integer* (`Value.length`) the
same record stands for the sum itself, so that turning a length into an integer asks for it to be
non-negative.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tangentgen.analysis.values import Dim, Value
from tangentgen.kinds.seen import COUNTING

ONE = Dim(1)


@dataclass(frozen=True)
class Assumption:
    """What must hold of the arguments' lengths for the derived text to be right."""

    left: Dim
    relation: Literal["==", ">="]
    right: Dim


@dataclass(eq=False)
class Assumptions:
    """Sizes of the example, and what was concluded from them; `made` is checked at entry.

    >>> world = Assumptions({"n": 5, "m": 5})
    >>> n, m = Dim(0, (("n", 1),)), Dim(0, (("m", 1),))
    >>> before = world.proved_equal(n, m)
    >>> world.equal(n, m)
    >>> before, world.proved_equal(n, m), [a.relation for a in world.made]
    (False, True, ['=='])
    """

    sizes: dict[str, int] = field(default_factory=dict)
    made: list[Assumption] = field(default_factory=list)
    bounds: dict[str, tuple[int, Dim]] = field(default_factory=dict)  # of variables of loops
    complex: bool = False  # whether complex numbers occur, so that what is not known may be one
    parts: dict[str, tuple[Dim, str, Dim]] = field(default_factory=dict)
    """Symbols that stand for quotients and products of other lengths."""

    _equal_to: dict[str, Dim] = field(default_factory=dict)
    _zero: list[Dim] = field(default_factory=list)

    def normal(self, dim: Dim) -> Dim:
        """The dim with the recorded equalities put in."""
        if not self._equal_to or not dim.terms:
            return dim
        total = Dim(dim.constant)
        for symbol, factor in dim.terms:
            total = total + self._equal_to.get(symbol, Dim(0, ((symbol, 1),))).scale(factor)
        return total

    def settled(self, value: Value) -> Value:
        """The value with the recorded equalities put into the lengths of its axes."""
        if not self._equal_to or (value.shape is None and value.items is None):
            return value
        shape = value.shape and tuple(d and self.normal(d) for d in value.shape)
        items = value.items and tuple(map(self.settled, value.items))
        return value.but(shape=shape, items=items)

    def size(self, dim: Dim) -> int | None:
        """The dim in the example, where every symbol in it has a size."""
        total = dim.constant
        for symbol, factor in dim.terms:
            if symbol not in self.sizes:
                return None
            total += factor * self.sizes[symbol]
        return total

    def proved_equal(self, a: Dim | None, b: Dim | None) -> bool:
        if a is None or b is None:
            return False
        if a == b:
            return True
        difference = self.normal(a) - self.normal(b)
        if difference == Dim():
            return True
        return any(
            difference == self.normal(zero) or difference == self.normal(zero).scale(-1)
            for zero in self._zero
        )

    def equal(self, a: Dim, b: Dim) -> None:
        """Record that two dims are equal, to be checked at entry."""
        if self.proved_equal(a, b):
            return
        self.made.append(Assumption(a, "==", b))
        difference = self.normal(a) - self.normal(b)
        terms = difference.terms

        def badly(term: tuple[str, int]) -> tuple[bool, bool]:
            """A sum of lengths is better put in than a difference, and for a part of a length."""
            return any(c * term[1] > 0 for s, c in terms if s != term[0]), "//" not in term[0]

        for symbol, factor in sorted(reversed(terms), key=badly):
            if factor in (1, -1):
                self._eliminate(symbol, (Dim(0, ((symbol, factor),)) - difference).scale(factor))
                return
        self._zero.append(difference)

    def _eliminate(self, symbol: str, meaning: Dim) -> None:
        self._equal_to[symbol] = meaning
        self._equal_to = {s: self.normal(d) for s, d in self._equal_to.items()}

    def at_least(self, dim: Dim, least: Dim) -> bool:
        """Whether `dim >= least`: proved, or taken from the example and recorded."""
        difference = self._lowest(self.normal(dim) - self.normal(least))
        if difference.constant >= 0 and all(factor > 0 for _, factor in difference.terms):
            return all(map(self._counts, difference.terms))
        size = self.size(difference)
        if size is None or size < 0 or not difference.terms:
            return False
        self._assume(Assumption(dim, ">=", least))
        return True

    def _assume(self, wanted: Assumption) -> None:
        if wanted not in self.made:
            self.made.append(wanted)

    def _counts(self, term: tuple[str, int]) -> bool:
        """Whether a symbol is a length, or an integer that is none below zero in the example."""
        symbol = Dim(0, ((term[0], 1),))
        if not is_counted(symbol):
            return True
        size = self.size(symbol)
        if size is None or size < 0:
            return False
        self._assume(Assumption(symbol, ">=", Dim()))
        return True

    def times(self, a: Dim, b: Dim | None) -> Dim | None:
        """The product of two sums, where it is one or has a symbol."""
        if b is None:
            return None
        if a.is_constant or b.is_constant:
            factor, other = (a, b) if a.is_constant else (b, a)
            return other.scale(factor.constant)
        return self.part(a, "*", b)

    def part(self, a: Dim, op: Literal["//", "*"], b: Dim) -> Dim | None:
        """A symbol for what is no linear sum; None where it is made of more than the arguments.

        >>> world = Assumptions({"n": 5, "m": 3})
        >>> n, m = Dim(0, (("n", 1),)), Dim(0, (("m", 1),))
        >>> world.part(n, "//", Dim(2)), world.part(n, "*", m) == world.part(m, "*", n)
        (Dim(constant=0, terms=(('n // 2', 1),)), True)
        """
        a, b = self.normal(a), self.normal(b)
        if op == "*":
            a, b = sorted((a, b), key=_written)
        sizes = self.size(a), self.size(b)
        if None in sizes or any(s[0] == "#" for d in (a, b) for s, _ in d.terms):
            return None
        left, right = sizes
        assert left is not None and right is not None
        if op == "//" and right <= 0:
            return None
        symbol = f"{_written(a)} {op} {_written(b)}"
        if any(map(_may_be_negative, (a, b))):
            symbol = COUNTING + symbol
        self.parts[symbol] = a, op, b
        self.sizes[symbol] = left // right if op == "//" else left * right
        return Dim(0, ((symbol, 1),))

    def divided(self, dim: Dim, by: int) -> None:
        """Take from the example that a length is a multiple of a number, as `np.split` needs."""
        dim = self.normal(dim)
        if dim.constant or len(dim.terms) != 1 or dim.terms[0][1] % by == 0:
            return
        symbol, factor = dim.terms[0]
        size = self.sizes.get(symbol)
        if factor != 1 or size is None or size % by:
            return
        part = f"{symbol} // {by}"
        self.parts[part] = Dim(0, ((symbol, 1),)), "//", Dim(by)
        self.sizes[part] = size // by
        self.equal(Dim(0, ((symbol, 1),)), Dim(0, ((part, by),)))

    def _lowest(self, dim: Dim) -> Dim:
        """The dim where the variables of loops make it smallest."""
        for symbol, factor in dim.terms:
            if symbol in self.bounds:
                low, high = self.bounds[symbol]
                bound = Dim(low) if factor > 0 else self.normal(high)
                dim = dim - Dim(0, ((symbol, factor),)) + bound.scale(factor)
        return dim

    def agree(self, a: Dim | None, b: Dim | None) -> None:
        """Two lengths that the primal needs to be equal, as the inner ones of a product."""
        if a is not None and b is not None and not self.proved_equal(a, b):
            size = self.size(a)
            if size is not None and size == self.size(b):
                self.equal(a, b)


def is_counted(dim: Dim) -> bool:
    """Whether an integer that was given takes part in a sum."""
    return any(symbol.startswith(COUNTING) for symbol, _ in dim.terms)


def _may_be_negative(dim: Dim) -> bool:
    return is_counted(dim) or dim.constant < 0 or any(factor < 0 for _, factor in dim.terms)


def _written(dim: Dim) -> str:
    """A sum as a text, for symbols: of a part of it in parentheses."""
    if dim.is_constant:
        return str(dim.constant)
    parts = [f"{s}" if c == 1 else f"{c} * {s}" for s, c in dim.terms]
    text = " + ".join([*parts, *([str(dim.constant)] if dim.constant else [])])
    return text if len(parts) == 1 and not dim.constant and " " not in text else f"({text})"
