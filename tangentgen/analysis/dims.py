"""Lengths that are compared, and what has to be assumed about them.

A `Dim` in a shape stands for the length `max(0, constant + Σ coefficient · symbol)`, which is
what slicing gives: `x[1:]` of an empty `x` is empty, not of length −1. Symbols are lengths and
so never negative. As an *integer* (`Value.length`) the same record stands for the sum itself,
so that turning a length into an integer asks for it to be non-negative.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tangentgen.analysis.values import UNKNOWN, Dim, Shape, Value

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
    >>> world.proved_equal(n, m), broadcast_axis(n, m, world) == n, world.proved_equal(n, m)
    (False, True, True)
    >>> [a.relation for a in world.made]
    ['==']
    """

    sizes: dict[str, int] = field(default_factory=dict)
    made: list[Assumption] = field(default_factory=list)
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
        for symbol, factor in reversed(difference.terms):
            if factor in (1, -1):
                self._eliminate(symbol, (Dim(0, ((symbol, factor),)) - difference).scale(factor))
                return
        self._zero.append(difference)

    def _eliminate(self, symbol: str, meaning: Dim) -> None:
        self._equal_to[symbol] = meaning
        self._equal_to = {s: self.normal(d) for s, d in self._equal_to.items()}

    def at_least(self, dim: Dim, least: Dim) -> bool:
        """Whether `dim >= least`: proved, or taken from the example and recorded."""
        difference = self.normal(dim) - self.normal(least)
        if difference.constant >= 0 and all(factor > 0 for _, factor in difference.terms):
            return True
        size = self.size(difference)
        if size is None or size < 0 or not difference.terms:
            return False
        wanted = Assumption(dim, ">=", least)
        if wanted not in self.made:
            self.made.append(wanted)
        return True

    def agree(self, a: Dim | None, b: Dim | None) -> None:
        """Two lengths that the primal needs to be equal, as the inner ones of a product."""
        if a is not None and b is not None and not self.proved_equal(a, b):
            size = self.size(a)
            if size is not None and size == self.size(b):
                self.equal(a, b)


def broadcast_axis(a: Dim | None, b: Dim | None, world: Assumptions) -> Dim | None:
    """The length that two axes broadcast to; None where it may be either."""
    if a is None or b is None:
        known = a if b is None else b
        # Against an unknown length, 2 or more stays itself; 1 becomes the unknown one.
        return known if known is not None and _constant_above_one(known, world) else None
    if world.proved_equal(a, b):
        return a
    for one, other in ((a, b), (b, a)):
        if world.normal(one) == ONE:
            return other
    for many, other in ((a, b), (b, a)):
        if _constant_above_one(many, world) and world.size(other) is None:
            return many
    return _by_example(a, b, world)


def _by_example(a: Dim, b: Dim, world: Assumptions) -> Dim | None:
    size_a, size_b = world.size(a), world.size(b)
    if size_a is None or size_b is None:
        return None
    if size_a == size_b:
        world.equal(a, b)
        return a
    for one, size, other in ((a, size_a, b), (b, size_b, a)):
        if size == 1:
            world.equal(one, ONE)
            return other
    return None


def _constant_above_one(dim: Dim, world: Assumptions) -> bool:
    dim = world.normal(dim)
    return dim.is_constant and dim.constant > 1


def broadcast(shapes: Iterable[Shape | None], world: Assumptions) -> Shape | None:
    """The shape that shapes broadcast to.

    >>> broadcast([(Dim(3), None), (Dim(1),)], Assumptions())
    (Dim(constant=3, terms=()), None)
    """
    total: Shape = ()
    for shape in shapes:
        if shape is None:
            return None
        rank = max(len(total), len(shape))
        padded = ((ONE,) * (rank - len(total)) + total, (ONE,) * (rank - len(shape)) + shape)
        total = tuple(broadcast_axis(a, b, world) for a, b in zip(*padded, strict=True))
    return total


def product(shape: Shape) -> Dim | None:
    """The number of elements, where it is linear in the symbols."""
    constant, linear = 1, None
    for dim in shape:
        if dim is None:
            return None
        if dim.is_constant:
            constant *= max(0, dim.constant)
        elif linear is None:
            linear = dim
        else:
            return None
    return Dim(constant) if linear is None else linear.scale(constant)


def integer(dim: Dim | None) -> Value:
    """The abstract int of a linear sum."""
    if dim is None:
        return Value("int", shape=())
    constant = dim.constant if dim.is_constant else UNKNOWN
    return Value("int", shape=(), length=dim, constant=constant)


def length_as_integer(dim: Dim | None, world: Assumptions) -> Value:
    """What `len` returns for an axis."""
    if dim is None or not world.at_least(dim, Dim()):
        return integer(None)
    return integer(world.normal(dim))


def integer_as_dim(value: Value) -> Dim | None:
    """The linear sum that an integer argument is, where it is one."""
    if value.length is not None and value.kind == "int":
        return value.length
    if isinstance(value.constant, int):
        return Dim(int(value.constant))
    return None


def lengths(value: Value) -> Shape | None:
    """A `shape` argument: an integer, or a tuple or list of them."""
    if value.items is not None and value.kind in ("tuple", "list"):
        return tuple(integer_as_dim(item) for item in value.items)
    if isinstance(value.constant, tuple | list):
        return tuple(Dim(n) if isinstance(n, int) else None for n in value.constant)
    if value.kind == "int" or isinstance(value.constant, int):
        return (integer_as_dim(value),)
    return None


def same_shape(u: Value, v: Value, world: Assumptions) -> bool:
    """Whether two values are proved to have one shape."""
    if u.shape is None or v.shape is None or len(u.shape) != len(v.shape):
        return False
    return all(world.proved_equal(a, b) for a, b in zip(u.shape, v.shape, strict=True))


def broadcast_axes(
    arg: Value, result: Value, world: Assumptions
) -> tuple[int, tuple[int, ...]] | None:
    """How to bring something of the result's shape back to the argument's: the number of leading
    axes to sum away, and the axes (of the argument) to sum and keep as 1. None where not known.

    >>> row, table = Value("array", shape=(Dim(1), None)), Value("array", shape=(Dim(4), None))
    >>> broadcast_axes(row.but(shape=(Dim(1),)), table, Assumptions())
    (1, (0,))
    """
    if arg.shape is None or result.shape is None or len(arg.shape) > len(result.shape):
        return None
    leading = len(result.shape) - len(arg.shape)
    kept = []
    for axis, (a, b) in enumerate(zip(arg.shape, result.shape[leading:], strict=True)):
        if world.proved_equal(a, b):
            continue
        if a is None or world.normal(a) != ONE:
            return None
        kept.append(axis)
    return leading, tuple(kept)
