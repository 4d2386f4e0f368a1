"""Functions that several templates call. Output that needs one has it at its end."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.words import Array


def sum_to_shape(x: Array, shape: tuple[int, ...]) -> Array:
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    return np.sum(x, axis=tuple(i for i, n in enumerate(shape) if n == 1), keepdims=True)
