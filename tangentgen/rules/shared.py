"""Functions that several templates call. Output that needs one has it at its end."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.words import Array


def sum_to_shape(x: Array, shape: tuple[int, ...]) -> Array:
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    return np.sum(x, axis=tuple(i for i, n in enumerate(shape) if n == 1), keepdims=True)


def others_along(a: Array, axis: int | tuple[int, ...] | None) -> Array:
    """For each entry, the product of all the others along the axis."""
    axes = range(np.ndim(a)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, tuple(axes), ends)
    shape = np.shape(moved)
    kept = np.ndim(a) - len(axes)
    size = int(np.prod(shape[kept:]))
    flat = np.reshape(moved, (*shape[:kept], size))
    ones = np.ones_like(flat[..., :1])
    before = np.cumprod(np.concatenate((ones, flat[..., :-1]), axis=-1), axis=-1)
    after = np.cumprod(np.concatenate((ones, flat[..., :0:-1]), axis=-1), axis=-1)[..., ::-1]
    return np.moveaxis(np.reshape(before * after, shape), ends, tuple(axes))
