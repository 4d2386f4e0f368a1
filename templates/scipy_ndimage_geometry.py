"""`scipy.ndimage`: images moved and made larger, and derivatives of smoothed ones.

Each works along one axis after the other, where it is a matrix: what it makes of the unit vectors.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from tangentgen.rules.samples import shaped
from tangentgen.rules.shared import through_matrix
from tangentgen.rules.words import Array, adjoint, linear, tangent

MODES = ["constant", "nearest", "reflect", "mirror", "wrap"]
images = shaped((5,), (4, 3))


@adjoint(ndimage.shift, input=images, shift=[0.4, -1.2], order=[1, 3], mode=MODES)
@adjoint(ndimage.shift, input=shaped((4, 3)), shift=[(0.4, -0.3)], cval=[0.7])
@adjoint(ndimage.shift, input=images, shift=[0.4], prefilter=[False])
def shift_(
    input: Array,
    shift: Array,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    ans_bar: Array,
) -> Array:
    """Linear along one axis after the other, but for what stands outside."""
    shifts = np.broadcast_to(shift, (np.ndim(input),))
    input_bar = ans_bar
    for axis in range(np.ndim(input)):
        columns = [
            ndimage.shift(unit, shifts[axis], order=order, mode=mode, prefilter=prefilter)
            for unit in np.eye(np.shape(input)[axis])
        ]
        input_bar = through_matrix(np.stack(columns, axis=1), input_bar, axis)
    return input_bar


@tangent(ndimage.shift)
def shift_tangent(
    input: Array,
    shift: Array,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    input_dot: Array,
) -> Array:
    """Linear along one axis after the other, but for what stands outside."""
    return ndimage.shift(input_dot, shift, order=order, mode=mode, prefilter=prefilter)


@adjoint(ndimage.zoom, input=images, zoom=[2, 1.5], order=[1, 3], mode=["constant", "nearest"])
@adjoint(ndimage.zoom, input=shaped((4, 3)), zoom=[(2, 1)], cval=[0.7], grid_mode=[False, True])
@adjoint(ndimage.zoom, input=images, zoom=[2], prefilter=[False])
@adjoint(ndimage.zoom, input=images, zoom=[1], prefilter=[False, True], mode=["reflect"])
@adjoint(ndimage.zoom, input=shaped((4, 3)), zoom=[(2, 1)], mode=["reflect", "mirror"])
def zoom_(
    input: Array,
    zoom: Array,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    grid_mode: bool = False,
    ans_bar: Array,
) -> Array:
    """Linear along one axis after the other, but for what stands outside."""
    if np.iscomplexobj(input) and grid_mode:
        raise NotImplementedError("zoom of complex numbers, which SciPy does without grid_mode")
    factors = np.broadcast_to(zoom, (np.ndim(input),))
    input_bar = ans_bar
    if not prefilter or np.any(factors != 1):  # else SciPy gives the image back as it is
        for axis in range(np.ndim(input)):
            length = np.shape(input)[axis]
            factor = (np.shape(ans_bar)[axis] + 0.1) / length
            columns = [
                ndimage.zoom(
                    unit, factor, order=order, mode=mode, prefilter=prefilter, grid_mode=grid_mode
                )
                for unit in np.eye(length)
            ]
            input_bar = through_matrix(np.stack(columns, axis=1), input_bar, axis)
    return input_bar


@tangent(ndimage.zoom)
def zoom_tangent(
    input: Array,
    zoom: Array,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    grid_mode: bool = False,
    input_dot: Array,
) -> Array:
    """Linear along one axis after the other, but for what stands outside."""
    if np.iscomplexobj(input) and grid_mode:
        raise NotImplementedError("zoom of complex numbers, which SciPy does without grid_mode")
    return ndimage.zoom(
        input_dot, zoom, order=order, mode=mode, prefilter=prefilter, grid_mode=grid_mode
    )


@adjoint(ndimage.prewitt, input=images, axis=[-1, 0], mode=MODES)
def prewitt(input: Array, axis: int = -1, *, mode: str = "reflect", ans_bar: Array) -> Array:
    """Differences along the axis, sums along the others."""
    input_bar = ans_bar
    for k in range(np.ndim(input)):
        weights = [-1.0, 0.0, 1.0] if k == axis % np.ndim(input) else [1.0, 1.0, 1.0]
        matrix = ndimage.correlate1d(np.eye(np.shape(input)[k]), weights, 0, mode=mode)
        input_bar = through_matrix(matrix, input_bar, k)
    return input_bar


@adjoint(ndimage.gaussian_laplace, input=images, sigma=[0.8], mode=MODES)
def gaussian_laplace(input: Array, sigma: float, *, mode: str = "reflect", ans_bar: Array) -> Array:
    """The sum over the axes of the smoothed image's second derivatives."""
    if np.ndim(sigma) > 0:
        raise NotImplementedError("gaussian_laplace with several deviations")
    input_bar = np.zeros_like(input)
    for axis in range(np.ndim(input)):
        part = ans_bar
        for k in range(np.ndim(input)):
            unit = np.eye(np.shape(input)[k])
            order = 2 if k == axis else 0
            matrix = ndimage.gaussian_filter1d(unit, sigma, 0, order, mode=mode)
            part = through_matrix(matrix, part, k)
        input_bar = input_bar + part
    return input_bar


linear(ndimage.prewitt, ndimage.gaussian_laplace, in_="input")
