"""Derivatives without differentiation: extrapolated central differences and the complex step."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tests.support.trees import Tree, is_active, map_leaves, to_float64

STEP = 4e-4  # times 1 and 2: truncation about 1e-13, rounding about 1e-12


def moved(args: Sequence[Tree], index: Sequence[int], direction: Sequence[Tree], step: Any) -> list:
    """The arguments, those at `index` moved by `step` along the direction."""

    def move(leaf: Any, along: Any) -> Any:
        if along is None:
            return copy.deepcopy(leaf)
        there = leaf + step * along
        return np.asarray(there) if isinstance(leaf, np.ndarray) else there  # 0-d stays 0-d

    there = copy.deepcopy(list(args))
    for number, along in zip(index, direction, strict=True):
        there[number] = map_leaves(move, args[number], along)
    return there


def slope(
    function: Callable[..., Tree],
    args: Sequence[Tree],
    index: Sequence[int],
    direction: Sequence[Tree],
    step: float = STEP,
) -> Tree:
    """The derivative of `function` along a direction, by Richardson extrapolation.

    >>> round(slope(lambda x: x**3, (2.0,), (0,), (1.0,)), 9)
    12.0
    """
    args = to_float64(list(args))
    direction = to_float64(list(direction))

    def central(h: float) -> Tree:
        after = function(*moved(args, index, direction, h))
        before = function(*moved(args, index, direction, -h))
        return map_leaves(lambda a, b: (a - b) / (2 * h) if is_active(a) else None, after, before)

    return map_leaves(
        lambda near, far: None if near is None else (4 * near - far) / 3,
        central(step),
        central(2 * step),
    )


def complex_step(
    function: Callable[..., Tree],
    args: Sequence[Tree],
    index: Sequence[int],
    direction: Sequence[Tree],
    step: float = 1e-30,
) -> Tree:
    """The same by f(x + ih) = f(x) + ih f'(x): exact, where the code takes complex numbers.

    >>> complex_step(lambda x: x**3, (2.0,), (0,), (1.0,))
    12.0
    """
    value = function(*moved(to_float64(list(args)), index, to_float64(list(direction)), 1j * step))
    return map_leaves(lambda leaf: leaf.imag / step, value)
