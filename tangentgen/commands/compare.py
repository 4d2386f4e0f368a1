"""A derivative against differences: reverse and forward mode along a direction for each parameter.

With a random cotangent c and a random direction d all three should give one number, c · f'(x) d.
Complex numbers are multiplied without conjugation, as everywhere here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tangentgen.commands import Unusable
from tangentgen.derivative import Derivative, Options
from tangentgen.subject import subject_of
from tangentgen.trees import dot, leaves, random_like, shifted

STEP = 1e-4
TOLERANCES = {8: 1e-6, 4: 1e-2}  # of the least precise number that is involved, by its bytes


@dataclass(frozen=True)
class Row:
    """What the three say of one parameter."""

    parameter: str
    reverse: float
    forward: float
    differences: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        """Whether all are within the tolerance, relative to the larger."""
        values = (self.reverse, self.forward, self.differences)
        return max(values) - min(values) <= self.tolerance * max(1.0, *map(abs, values))

    def __str__(self) -> str:
        values = (self.reverse, self.forward, self.differences)
        verdict = "agree" if self.agrees else "DISAGREE"
        return f"{self.parameter:<12} {''.join(f'{v:<18.10g}' for v in values)}{verdict}"


HEAD = f"{'':<12} {'reverse':<18}{'forward':<18}differences"


def compare(
    function: Callable[..., Any], arguments: tuple[Any, ...], wrt: Any, seed: int = 0
) -> Iterator[Row]:
    """A row for each parameter in `wrt`.

    >>> def square(x):
    ...     return x * x
    >>> [row.agrees for row in compare(square, (3.0,), 0)]
    [True]
    """
    rng = np.random.default_rng(seed)
    reverse: Any = Derivative("vjp", function, wrt, Options(keep=False))
    value = function(*copy.deepcopy(arguments))
    if value is None:
        raise Unusable("a function that returns nothing can't be checked from here")
    cotangent = random_like(value, rng)
    _, gradients = reverse(*copy.deepcopy(arguments), **{reverse.extra: cotangent})
    names = reverse.wrt
    by_name = dict(zip(names, gradients if len(names) > 1 else (gradients,), strict=True))
    for name in names:
        place = _place(function, name)
        direction = random_like(arguments[place], rng)

        def along(step: float, place: int = place, direction: Any = direction) -> float:
            moved = list(copy.deepcopy(arguments))
            moved[place] = shifted(moved[place], direction, step)
            return dot(cotangent, function(*moved))

        forward: Any = Derivative("jvp", function, name, Options(keep=False))
        _, tangent = forward(*copy.deepcopy(arguments), **{forward.extra: direction})
        yield Row(
            name,
            dot(by_name[name], direction),
            dot(cotangent, tangent),
            _slope(along),
            TOLERANCES[_least_bytes(arguments[place], value)],
        )


def _place(function: Callable[..., Any], name: str) -> int:
    names = list(subject_of(function).signature().parameters)
    if name not in names:
        raise Unusable(f"--wrt {name}: a part of a parameter can't be checked alone")
    return names.index(name)


def _slope(f: Callable[[float], float]) -> float:
    """Central differences at two steps, extrapolated."""
    wide, narrow = ((f(h) - f(-h)) / (2 * h) for h in (STEP, STEP / 2))
    return (4 * narrow - wide) / 3


def _least_bytes(*trees: Any) -> int:
    """Of a float: 8, or 4 where something is of single precision or less."""
    kinds = [np.asarray(leaf).dtype for tree in trees for leaf in leaves(tree)]
    parts = [d.itemsize // (2 if d.kind == "c" else 1) for d in kinds if d.kind in "fc"]
    return 8 if min(parts, default=8) >= 8 else 4
