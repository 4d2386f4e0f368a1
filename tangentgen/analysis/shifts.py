"""How values change with a number that is added: `v + k δ`, or `v · exp(k δ)`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True)
class Weight:
    """How a value changes with the maximum: `v + k δ`, or `v · exp(k δ)` where it multiplies.

    The factor is k times the numbers that the names in `unit` stand for, each to a power.
    """

    k: Fraction
    multiplies: bool
    along: bool  # whether the axis of the maximum is still there
    unit: tuple[tuple[str, int], ...] = ()

    def times(self, name: str, power: int) -> Weight:
        """The weight times a number that a name stands for, or divided by it."""
        powers = dict(self.unit)
        powers[name] = powers.get(name, 0) + power
        return replace(self, unit=tuple(sorted((n, p) for n, p in powers.items() if p)))


class Unproved(Exception):
    """The value may depend on the maximum in another way."""


def weight(
    k: Fraction | int, multiplies: bool, along: bool, unit: tuple[tuple[str, int], ...]
) -> Weight | None:
    return Weight(Fraction(k), multiplies, along, unit) if k else None


def unit_of(left: Weight | None, right: Weight | None) -> tuple[tuple[str, int], ...]:
    """The unit that both sides of an operation have."""
    found = {w.unit for w in (left, right) if w is not None}
    if len(found) > 1:
        raise Unproved
    return found.pop()
