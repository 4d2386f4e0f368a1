"""`scipy.ndimage`: images read between their entries, by splines.

An image is read along one axis after the other, where that is a matrix: what it makes of the unit
vectors. Between multiples of 1/2 a spline is a polynomial, whose slope comes from a few values
(Unser 1999, "Splines: A Perfect Fit for Signal and Image Processing").
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import ndimage, special

from tangentgen.rules.samples import Sample, paired, shaped
from tangentgen.rules.shared import through_matrix
from tangentgen.rules.words import Array, adjoint, linear, tangent

MODES = ["constant", "nearest", "reflect", "mirror", "wrap", "grid-wrap", "grid-constant"]
image, anywhere = paired(((5,), (1, 4)), ((4, 3), (2, 5)), ((4, 3, 2), (3, 2)), ((5,), (1, 2, 2)))
inside = Sample(low=0.1, high=1.9, shapes=anywhere.shapes, pairing=anywhere.pairing)
picture, turn, start = paired(((4, 3), (2, 2), (2,)), ((4, 3), (2,), ()), ((5,), (1, 1), (1,)))
images = shaped((5,), (4, 3))


@adjoint(ndimage.map_coordinates, input=image, coordinates=inside, order=[0, 1, 2], cval=[0.7])
@adjoint(ndimage.map_coordinates, input=image, coordinates=anywhere, order=[1, 3], mode=MODES)
@adjoint(ndimage.map_coordinates, input=image, coordinates=inside, prefilter=[False])
def map_coordinates(
    input: Array,
    coordinates: Array,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Linear in the image, but for what stands outside; the slopes are those of the splines. At a
    kink they are those to the right.
    """
    if "coordinates" in active and np.iscomplexobj(input):
        raise NotImplementedError("map_coordinates of complex numbers at active places")
    points = np.reshape(coordinates, (np.ndim(input), -1))
    seed = np.ravel(ans_bar)
    input_bar: Array = 0.0
    if "input" in active:
        input_bar = spline_adjoint(points, np.shape(input), seed, order, mode, prefilter)
    slopes: Array = np.zeros(np.shape(points))
    if "coordinates" in active:
        slopes = spline_slopes(input, points, order, mode, cval, prefilter)
    coordinates_bar = np.reshape(slopes * seed, np.shape(coordinates))
    return input_bar, coordinates_bar


@tangent(ndimage.map_coordinates)
def map_coordinates_tangent(
    input: Array,
    coordinates: Array,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    ans: Array,
    active: Set[str],
    input_dot: Array,
    coordinates_dot: Array,
) -> Array:
    """Linear in the image, but for what stands outside; the slopes are those of the splines."""
    if "coordinates" in active and np.iscomplexobj(input):
        raise NotImplementedError("map_coordinates of complex numbers at active places")
    ans_dot = np.zeros_like(ans)
    if "input" in active:
        ans_dot = ans_dot + ndimage.map_coordinates(
            input_dot, coordinates, order=order, mode=mode, prefilter=prefilter
        )
    if "coordinates" in active:
        points = np.reshape(coordinates, (np.ndim(input), -1))
        slopes = spline_slopes(input, points, order, mode, cval, prefilter)
        moved = np.reshape(coordinates_dot, np.shape(points))
        ans_dot = ans_dot + np.reshape(np.sum(slopes * moved, axis=0), np.shape(ans))
    return ans_dot


@adjoint(ndimage.affine_transform, input=shaped((4, 3)), matrix=[np.eye(2)], output_shape=[(2, 3)])
@adjoint(ndimage.affine_transform, input=picture, matrix=turn, offset=start, order=[1, 3])
@adjoint(ndimage.affine_transform, input=picture, matrix=turn, output_shape=[None], mode=MODES)
@adjoint(ndimage.affine_transform, input=picture, matrix=turn, offset=start, order=[2], cval=[0.7])
@adjoint(ndimage.affine_transform, input=picture, matrix=turn, offset=start, prefilter=[False])
def affine_transform(
    input: Array,
    matrix: Array,
    offset: Array = 0.0,
    output_shape: tuple[int, ...] | None = None,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    active: Set[str],
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """`map_coordinates` at matrix @ index + offset."""
    rank = np.ndim(input)
    if np.shape(matrix)[-1] != rank:
        raise NotImplementedError("affine_transform by a matrix with the offset in it")
    if np.iscomplexobj(matrix) or np.iscomplexobj(offset):
        raise NotImplementedError("affine_transform by complex numbers")
    if np.iscomplexobj(input) and ("matrix" in active or "offset" in active):
        raise NotImplementedError("affine_transform of complex numbers by an active matrix")
    index = np.reshape(np.indices(np.shape(ans)), (rank, -1))
    points = affine_points(matrix, offset, index)
    seed = np.ravel(ans_bar)
    input_bar: Array = 0.0
    if "input" in active:
        input_bar = spline_adjoint(points, np.shape(input), seed, order, mode, prefilter)
    slopes: Array = np.zeros(np.shape(points))
    if "matrix" in active or "offset" in active:
        slopes = spline_slopes(input, points, order, mode, cval, prefilter) * seed
    whole = slopes @ index.T
    matrix_bar = np.diagonal(whole) if np.ndim(matrix) == 1 else whole
    offset_bar = np.sum(slopes) if np.ndim(offset) == 0 else np.sum(slopes, axis=1)
    return input_bar, matrix_bar, offset_bar


@tangent(ndimage.affine_transform)
def affine_transform_tangent(
    input: Array,
    matrix: Array,
    offset: Array = 0.0,
    output_shape: tuple[int, ...] | None = None,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    active: Set[str],
    ans: Array,
    input_dot: Array,
    matrix_dot: Array,
    offset_dot: Array,
) -> Array:
    """`map_coordinates` at matrix @ index + offset."""
    rank = np.ndim(input)
    if np.shape(matrix)[-1] != rank:
        raise NotImplementedError("affine_transform by a matrix with the offset in it")
    if np.iscomplexobj(matrix) or np.iscomplexobj(offset):
        raise NotImplementedError("affine_transform by complex numbers")
    if np.iscomplexobj(input) and ("matrix" in active or "offset" in active):
        raise NotImplementedError("affine_transform of complex numbers by an active matrix")
    ans_dot = np.zeros_like(ans)
    if "input" in active:
        ans_dot = ans_dot + ndimage.affine_transform(
            input_dot,
            matrix,
            offset,
            np.shape(ans),
            order=order,
            mode=mode,
            prefilter=prefilter,
        )
    if "matrix" in active or "offset" in active:
        index = np.reshape(np.indices(np.shape(ans)), (rank, -1))
        points = affine_points(matrix, offset, index)
        slopes = spline_slopes(input, points, order, mode, cval, prefilter)
        moved = np.zeros(np.shape(points))
        if "matrix" in active:
            full = np.diag(matrix_dot) if np.ndim(matrix) == 1 else matrix_dot
            moved = moved + full @ index
        if "offset" in active:
            moved = moved + np.reshape(offset_dot, (-1, 1))
        ans_dot = ans_dot + np.reshape(np.sum(slopes * moved, axis=0), np.shape(ans))
    return ans_dot


@adjoint(ndimage.rotate, input=shaped((4, 3)), angle=[0.7, 30.0, 90.0], order=[1, 3])
@adjoint(ndimage.rotate, input=shaped((4, 3)), angle=[30.0], axes=[(0, 1)], reshape=[False])
@adjoint(ndimage.rotate, input=shaped((4, 3)), angle=[30.0], mode=MODES, cval=[0.7])
@adjoint(ndimage.rotate, input=shaped((4, 3)), angle=[30.0], prefilter=[False])
def rotate(
    input: Array,
    angle: float,
    axes: tuple[int, int] = (1, 0),
    reshape: bool = True,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    ans_bar: Array,
) -> Array:
    """`affine_transform` around the middle, linear in the image but for what stands outside."""
    if np.ndim(input) != 2:
        raise NotImplementedError("rotate of an image of more than two axes")
    c, s = special.cosdg(angle), special.sindg(angle)
    matrix = np.array([[c, s], [-s, c]])
    before, after = np.array(np.shape(input)), np.array(np.shape(ans_bar))
    offset = (before - 1) / 2 - matrix @ ((after - 1) / 2)
    index = np.reshape(np.indices(np.shape(ans_bar)), (2, -1))
    points = affine_points(matrix, offset, index)
    seed = np.ravel(ans_bar)
    input_bar = spline_adjoint(points, np.shape(input), seed, order, mode, prefilter)
    return input_bar


@tangent(ndimage.rotate)
def rotate_tangent(
    input: Array,
    angle: float,
    axes: tuple[int, int] = (1, 0),
    reshape: bool = True,
    *,
    order: int = 3,
    mode: str = "constant",
    cval: float = 0.0,
    prefilter: bool = True,
    input_dot: Array,
) -> Array:
    """Linear in the image, but for what stands outside."""
    if np.ndim(input) != 2:
        raise NotImplementedError("rotate of an image of more than two axes")
    return ndimage.rotate(
        input_dot, angle, axes, reshape, order=order, mode=mode, prefilter=prefilter
    )


@adjoint(ndimage.spline_filter1d, input=images, order=[2, 3], axis=[-1, 0])
@adjoint(ndimage.spline_filter1d, input=images, mode=["mirror", "reflect", "grid-wrap"])
def spline_filter1d(
    input: Array, order: int = 3, axis: int = -1, *, mode: str = "mirror", ans_bar: Array
) -> Array:
    """Linear along the axis."""
    unit = np.eye(np.shape(input)[axis])
    matrix = ndimage.spline_filter1d(unit, order, 0, mode=mode)
    input_bar = through_matrix(matrix, ans_bar, axis)
    return input_bar


@adjoint(ndimage.spline_filter, input=images, order=[2, 3], mode=["mirror", "reflect"])
def spline_filter(input: Array, order: int = 3, *, mode: str = "mirror", ans_bar: Array) -> Array:
    """Linear along one axis after the other."""
    input_bar = ans_bar
    for axis in range(np.ndim(input)):
        unit = np.eye(np.shape(input)[axis])
        matrix = ndimage.spline_filter1d(unit, order, 0, mode=mode)
        input_bar = through_matrix(matrix, input_bar, axis)
    return input_bar


linear(ndimage.spline_filter1d, ndimage.spline_filter, in_="input")


def spline_adjoint(
    points: Array, shape: tuple[int, ...], seed: Array, order: int, mode: str, prefilter: bool
) -> Array:
    """The adjoint of an image that is read at points: each gives to the entries it is made of."""
    rows = [
        np.stack(
            [
                ndimage.map_coordinates(unit, at[None], order=order, mode=mode, prefilter=prefilter)
                for unit in np.eye(length)
            ],
            axis=1,
        )
        for at, length in zip(points, shape, strict=True)
    ]
    whole = np.zeros(shape, dtype=np.result_type(seed))
    for index in np.ndindex(*shape[:-1]):
        weights = [row[:, i] for row, i in zip(rows[:-1], index, strict=True)]
        whole[index] = np.prod([seed, *weights], axis=0) @ rows[-1]
    return whole


def spline_slopes(
    image: Array, points: Array, order: int, mode: str, cval: float, prefilter: bool
) -> Array:
    """How an image that is read at points changes along each axis: the slope of the polynomial
    through some values between the multiples of 1/2 around each point.
    """
    nodes = np.cos(np.pi * (np.arange(order + 1) + 0.5) / (order + 1))
    slopes = np.zeros(np.shape(points))
    for axis in range(len(points)):
        x = points[axis]
        first = np.floor(2 * x) / 2 - 0.5 * (x == np.shape(image)[axis] - 1)
        values = []
        for node in nodes:
            beside = np.array(points)
            beside[axis] = first + 0.25 * (1 + node)
            values.append(
                ndimage.map_coordinates(
                    image, beside, order=order, mode=mode, cval=cval, prefilter=prefilter
                )
            )
        series = np.linalg.solve(np.polynomial.chebyshev.chebvander(nodes, order), values)
        derivative = np.polynomial.chebyshev.chebder(series)
        slopes[axis] = 4 * np.polynomial.chebyshev.chebval(4 * (x - first) - 1, derivative, False)
    return slopes


def affine_points(matrix: Array, offset: Array, index: Array) -> Array:
    """Where an affine map leads, rounded as SciPy does: a vector stands for a diagonal matrix."""
    if np.ndim(matrix) == 1:
        scales = np.reshape(matrix, (-1, 1))
        return (index + np.reshape(offset, (-1, 1)) / scales) * scales
    points = np.reshape(offset, (-1, 1))
    for k in range(len(index)):
        points = points + matrix[:, k, None] * index[k]
    return points
