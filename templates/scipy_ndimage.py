"""`scipy.ndimage`: linear filters, of the image and of the weights.

Along one axis a filter is a matrix: what it makes of the unit vectors.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import ndimage

from tangentgen.rules.samples import paired, shaped
from tangentgen.rules.shared import correlation_adjoints, through_matrix
from tangentgen.rules.words import Array, adjoint, linear, tangent

MODES = ["reflect", "constant", "nearest", "mirror", "wrap"]
images = shaped((5,), (4, 3), (1, 3))
image, line_weights = paired(((5,), (3,)), ((4, 3), (2,)), ((1, 3), (3,)))
picture, weights_ = paired(((5,), (3,)), ((4, 3), (3, 2)), ((2, 3), (2, 3)))


@adjoint(ndimage.correlate1d, input=image, weights=line_weights, axis=[-1, 0], mode=MODES)
@adjoint(ndimage.correlate1d, input=image, weights=line_weights, mode=["constant"], cval=[0.7])
@adjoint(ndimage.correlate1d, input=image, weights=line_weights, mode=["reflect"], origin=[-1])
def correlate1d(
    input: Array,
    weights: Array,
    axis: int = -1,
    *,
    mode: str = "reflect",
    cval: float = 0.0,
    origin: int = 0,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Linear in both; `cval` is read only with the weights."""
    if np.iscomplexobj(weights):
        raise NotImplementedError("ndimage.correlate1d with complex weights")
    matrix = ndimage.correlate1d(
        np.eye(np.shape(input)[axis]), weights, 0, mode=mode, origin=origin
    )
    input_bar = through_matrix(matrix, ans_bar, axis)
    parts = [
        ndimage.correlate1d(input, unit, axis, mode=mode, cval=cval, origin=origin)
        for unit in np.eye(np.size(weights))
    ]
    weights_bar = np.stack([np.sum(part * ans_bar) for part in parts])
    return input_bar, weights_bar


@tangent(ndimage.correlate1d)
def correlate1d_tangent(
    input: Array,
    weights: Array,
    axis: int = -1,
    *,
    mode: str = "reflect",
    cval: float = 0.0,
    origin: int = 0,
    active: Set[str],
    input_dot: Array,
    weights_dot: Array,
) -> Array:
    """Linear in both; `cval` is read only with the weights."""
    if np.iscomplexobj(weights):
        raise NotImplementedError("ndimage.correlate1d with complex weights")
    total: Array = 0
    if "input" in active:
        total = ndimage.correlate1d(input_dot, weights, axis, mode=mode, origin=origin)
    if "weights" in active:
        total = total + ndimage.correlate1d(
            input, weights_dot, axis, mode=mode, cval=cval, origin=origin
        )
    return total


@adjoint(ndimage.convolve1d, input=image, weights=line_weights, axis=[-1, 0], mode=MODES)
@adjoint(ndimage.convolve1d, input=image, weights=line_weights, mode=["constant"], cval=[0.7])
@adjoint(ndimage.convolve1d, input=image, weights=line_weights, mode=["reflect"], origin=[-1])
def convolve1d(
    input: Array,
    weights: Array,
    axis: int = -1,
    *,
    mode: str = "reflect",
    cval: float = 0.0,
    origin: int = 0,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Linear in both; `cval` is read only with the weights."""
    matrix = ndimage.convolve1d(np.eye(np.shape(input)[axis]), weights, 0, mode=mode, origin=origin)
    input_bar = through_matrix(matrix, ans_bar, axis)
    parts = [
        ndimage.convolve1d(input, unit, axis, mode=mode, cval=cval, origin=origin)
        for unit in np.eye(np.size(weights))
    ]
    weights_bar = np.stack([np.sum(part * ans_bar) for part in parts])
    return input_bar, weights_bar


@tangent(ndimage.convolve1d)
def convolve1d_tangent(
    input: Array,
    weights: Array,
    axis: int = -1,
    *,
    mode: str = "reflect",
    cval: float = 0.0,
    origin: int = 0,
    active: Set[str],
    input_dot: Array,
    weights_dot: Array,
) -> Array:
    """Linear in both; `cval` is read only with the weights."""
    total: Array = 0
    if "input" in active:
        total = ndimage.convolve1d(input_dot, weights, axis, mode=mode, origin=origin)
    if "weights" in active:
        total = total + ndimage.convolve1d(
            input, weights_dot, axis, mode=mode, cval=cval, origin=origin
        )
    return total


@adjoint(ndimage.correlate, input=picture, weights=weights_, mode=MODES, cval=[0.0, 0.7])
@adjoint(ndimage.correlate, input=picture, weights=weights_, mode=["reflect"], origin=[-1])
def correlate(
    input: Array,
    weights: Array,
    *,
    mode: str = "reflect",
    cval: float = 0.0,
    origin: int = 0,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Each entry collects from where it is read; at the edges several places read one."""
    if np.iscomplexobj(weights):
        raise NotImplementedError("ndimage.correlate with complex weights")
    lefts = [m // 2 + origin for m in np.shape(weights)]
    input_bar, weights_bar = correlation_adjoints(input, weights, lefts, mode, cval, ans_bar)
    return input_bar, weights_bar


@tangent(ndimage.correlate)
def correlate_tangent(
    input: Array,
    weights: Array,
    *,
    mode: str = "reflect",
    cval: float = 0.0,
    origin: int = 0,
    active: Set[str],
    input_dot: Array,
    weights_dot: Array,
) -> Array:
    """Linear in both; `cval` is read only with the weights."""
    if np.iscomplexobj(weights):
        raise NotImplementedError("ndimage.correlate with complex weights")
    total: Array = 0
    if "input" in active:
        total = ndimage.correlate(input_dot, weights, mode=mode, origin=origin)
    if "weights" in active:
        total = total + ndimage.correlate(input, weights_dot, mode=mode, cval=cval, origin=origin)
    return total


@adjoint(ndimage.convolve, input=picture, weights=weights_, mode=MODES, cval=[0.0, 0.7])
@adjoint(ndimage.convolve, input=picture, weights=weights_, mode=["reflect"], origin=[-1])
def convolve(
    input: Array,
    weights: Array,
    *,
    mode: str = "reflect",
    cval: float = 0.0,
    origin: int = 0,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """The correlation with the weights turned round."""
    lefts = [(m - 1) // 2 - origin for m in np.shape(weights)]
    turned = np.flip(weights)
    input_bar, turned_bar = correlation_adjoints(input, turned, lefts, mode, cval, ans_bar)
    weights_bar = np.flip(turned_bar)
    return input_bar, weights_bar


@tangent(ndimage.convolve)
def convolve_tangent(
    input: Array,
    weights: Array,
    *,
    mode: str = "reflect",
    cval: float = 0.0,
    origin: int = 0,
    active: Set[str],
    input_dot: Array,
    weights_dot: Array,
) -> Array:
    """Linear in both; `cval` is read only with the weights."""
    total: Array = 0
    if "input" in active:
        total = ndimage.convolve(input_dot, weights, mode=mode, origin=origin)
    if "weights" in active:
        total = total + ndimage.convolve(input, weights_dot, mode=mode, cval=cval, origin=origin)
    return total


@adjoint(
    ndimage.gaussian_filter1d, input=images, sigma=[0.8], axis=[-1, 0], order=[0, 1], mode=MODES
)
@adjoint(ndimage.gaussian_filter1d, input=images, sigma=[1.5], truncate=[1.0])
def gaussian_filter1d(
    input: Array,
    sigma: float,
    axis: int = -1,
    order: int = 0,
    *,
    mode: str = "reflect",
    truncate: float = 4.0,
    ans_bar: Array,
) -> Array:
    """Linear along the axis."""
    matrix = ndimage.gaussian_filter1d(
        np.eye(np.shape(input)[axis]), sigma, 0, order, mode=mode, truncate=truncate
    )
    input_bar = through_matrix(matrix, ans_bar, axis)
    return input_bar


@adjoint(ndimage.gaussian_filter, input=images, sigma=[0.8], order=[0, 1], mode=MODES)
@adjoint(ndimage.gaussian_filter, input=shaped((4, 3)), sigma=[(0.8, 1.5), (0.0, 1.0)])
@adjoint(ndimage.gaussian_filter, input=images, sigma=[1.5], truncate=[1.0])
def gaussian_filter(
    input: Array,
    sigma: Array,
    order: Array = 0,
    *,
    mode: str = "reflect",
    truncate: float = 4.0,
    ans_bar: Array,
) -> Array:
    """Linear along one axis after the other; a deviation of 0 changes nothing."""
    rank = np.ndim(input)
    sigmas, orders = np.broadcast_to(sigma, (rank,)), np.broadcast_to(order, (rank,))
    input_bar = ans_bar
    for axis in range(rank):
        if sigmas[axis] > 1e-15:
            unit = np.eye(np.shape(input)[axis])
            matrix = ndimage.gaussian_filter1d(
                unit, sigmas[axis], 0, orders[axis], mode=mode, truncate=truncate
            )
            input_bar = through_matrix(matrix, input_bar, axis)
    return input_bar


@adjoint(ndimage.uniform_filter1d, input=images, size=[2, 3], axis=[-1, 0], mode=MODES)
@adjoint(ndimage.uniform_filter1d, input=images, size=[3], origin=[-1])
def uniform_filter1d(
    input: Array,
    size: int,
    axis: int = -1,
    *,
    mode: str = "reflect",
    origin: int = 0,
    ans_bar: Array,
) -> Array:
    """Linear along the axis."""
    matrix = ndimage.uniform_filter1d(
        np.eye(np.shape(input)[axis]), size, 0, mode=mode, origin=origin
    )
    input_bar = through_matrix(matrix, ans_bar, axis)
    return input_bar


@adjoint(ndimage.uniform_filter, input=images, size=[2, 3], mode=MODES)
@adjoint(ndimage.uniform_filter, input=shaped((4, 3)), size=[(3, 2), (1, 3)])
@adjoint(ndimage.uniform_filter, input=images, size=[3], origin=[-1])
def uniform_filter(
    input: Array, size: Array = 3, *, mode: str = "reflect", origin: int = 0, ans_bar: Array
) -> Array:
    """Linear along one axis after the other."""
    sizes = np.broadcast_to(size, (np.ndim(input),))
    input_bar = ans_bar
    for axis in range(np.ndim(input)):
        if sizes[axis] > 1:
            unit = np.eye(np.shape(input)[axis])
            matrix = ndimage.uniform_filter1d(unit, sizes[axis], 0, mode=mode, origin=origin)
            input_bar = through_matrix(matrix, input_bar, axis)
    return input_bar


@adjoint(ndimage.laplace, input=images, mode=MODES)
def laplace(input: Array, *, mode: str = "reflect", ans_bar: Array) -> Array:
    """The sum of the second differences along each axis."""
    input_bar = np.zeros_like(input)
    for axis in range(np.ndim(input)):
        unit = np.eye(np.shape(input)[axis])
        matrix = ndimage.correlate1d(unit, [1.0, -2.0, 1.0], 0, mode=mode)
        input_bar = input_bar + through_matrix(matrix, ans_bar, axis)
    return input_bar


@adjoint(ndimage.sobel, input=images, axis=[-1, 0], mode=MODES)
def sobel(input: Array, axis: int = -1, *, mode: str = "reflect", ans_bar: Array) -> Array:
    """Differences along the axis, means along the others."""
    input_bar = ans_bar
    for k in range(np.ndim(input)):
        weights = [-1.0, 0.0, 1.0] if k == axis % np.ndim(input) else [1.0, 2.0, 1.0]
        matrix = ndimage.correlate1d(np.eye(np.shape(input)[k]), weights, 0, mode=mode)
        input_bar = through_matrix(matrix, input_bar, k)
    return input_bar


linear(ndimage.gaussian_filter1d, ndimage.gaussian_filter, in_="input")
linear(ndimage.uniform_filter1d, ndimage.uniform_filter, in_="input")
linear(ndimage.laplace, ndimage.sobel, in_="input")
