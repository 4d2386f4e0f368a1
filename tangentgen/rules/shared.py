"""Functions that several templates call. Output that needs one has it at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from tangentgen.rules.notation import parts
from tangentgen.rules.words import Array


def sum_to_shape(x: Array, shape: tuple[int, ...]) -> Array:
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x


def surely_equal(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether two shapes are equal; not, for the generator, where it does not know."""
    return a == b


def surely_matching(subscripts: str, operands: Sequence[Array]) -> bool:
    """Whether the lengths that a letter stands for are equal; not, for the generator, where it does
    not know.
    """
    lengths: dict[str, int] = {}
    pairs = zip(parts(subscripts)[0], operands, strict=True)
    return all(
        lengths.setdefault(letter, length) == length
        for letters, x in pairs
        for letter, length in zip(letters, np.shape(x), strict=True)
    )


def surely(condition: bool) -> bool:
    """The condition; the generator takes it for false where it does not know."""
    return condition


def in_space(x: Array) -> Array:
    """The vectors of a cross product; those of two lie in the plane of the first two axes."""
    if np.shape(x)[-1] == 3:
        return x
    return np.concatenate((x, np.zeros_like(x[..., :1])), axis=-1)


def quarter_turned(x: Array) -> Array:
    """Vectors of two, turned clockwise."""
    return np.stack((x[..., 1], -x[..., 0]), axis=-1)


def crossed_bar(ans_bar: Array, x: Array, other: Array) -> Array:
    """The adjoint of x in x × other, which is a number where both are vectors of two."""
    if np.shape(x)[-1] == 2 and np.shape(other)[-1] == 2:
        x_bar = np.expand_dims(ans_bar, -1) * quarter_turned(other)
    else:
        x_bar = np.linalg.cross(in_space(other), ans_bar)[..., : np.shape(x)[-1]]
    return sum_to_shape(x_bar, np.shape(x))


def is_whole(x: Array) -> bool:
    """Whether it is of a type of whole numbers."""
    return np.issubdtype(np.result_type(x), np.integer)


def others(rows: Array) -> Array:
    """For each entry, the product of all the others in its row."""
    ones = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate((ones, rows[..., :-1]), axis=-1), axis=-1)
    after = np.cumprod(np.concatenate((ones, rows[..., :0:-1]), axis=-1), axis=-1)
    return before * after[..., ::-1]


def others_along(a: Array, axis: int | tuple[int, ...] | None) -> Array:
    """For each entry, the product of all the others along the axis."""
    return rows_back(others(rows_along(a, axis)), np.shape(a), axis)


def partial_products(rows: Array) -> Array:
    """At [..., i, k], the product of all but entry i up to entry k; 0 for k < i."""
    one_left_out = np.where(np.eye(np.shape(rows)[-1], dtype=bool), 1, rows[..., None, :])
    return np.triu(np.cumprod(one_left_out, axis=-1))


def sums_from_the_end(x: Array, axis: int) -> Array:
    """At k, the sum of what is at k and after it."""
    return np.flip(np.cumsum(np.flip(x, axis), axis=axis), axis)


def running_extremum_origins(a: Array, ans: Array, axis: int) -> Array:
    """Where each running extremum was first attained."""
    n, rank = np.shape(a)[axis], np.ndim(a)
    rest = tuple(i for i in range(rank) if i != axis % rank)
    numbers = np.expand_dims(np.arange(n), rest)
    before = np.take(ans, np.maximum(np.arange(n) - 1, 0), axis=axis)
    new = (ans != before) | (numbers == 0)
    return np.maximum.accumulate(np.where(new, numbers, 0), axis=axis)


def section_numbers(indices: Array, length: int) -> Array:
    """Which entries are in each section of `reduceat`: a matrix of zeros and ones."""
    starts = np.asarray(indices)
    stops = np.append(starts[1:], length)
    stops = np.where(stops > starts, stops, starts + 1)
    numbers = np.arange(length)
    return 1.0 * ((numbers >= starts[:, None]) & (numbers < stops[:, None]))


def sections_of(indices: Array, length: int) -> list[tuple[int, int]]:
    """Where each section of `reduceat` begins and ends."""
    starts = [int(i) for i in indices]
    stops = [*starts[1:], length]
    return [(i, max(j, i + 1)) for i, j in zip(starts, stops, strict=True)]


def running_shares(rows: Array, sums: Array) -> Array:
    """At [..., i, k], the share of entry i in the sum of exponentials up to k."""
    differences = rows[..., :, None] - sums[..., None, :]
    n = np.shape(rows)[-1]
    earlier = np.arange(n)[:, None] <= np.arange(n)
    return np.where(earlier, np.exp(np.where(earlier, differences, 0)), 0)


def digamma(x: float) -> float:
    """The logarithmic derivative of the gamma function (Abramowitz and Stegun, 6.3.5 to 6.3.18)."""
    total = 0.0
    if x <= 0:
        total = -math.pi / math.tan(math.pi * x)
        x = 1 - x
    while x < 10:
        total -= 1 / x
        x += 1
    f = 1 / x**2
    series = f * (1 / 12 - f * (1 / 120 - f * (1 / 252 - f * (1 / 240 - f * (1 / 132)))))
    return total + math.log(x) - 0.5 / x - series


def bessel_i1(x: Array) -> Array:
    """The modified Bessel function I₁, the mean of cos θ sinh(x cos θ) (Abramowitz and Stegun,
    9.6.19); of a periodic function the trapezoidal rule is exact to the last digits.
    """
    cosines = np.cos(np.pi * (np.arange(200) + 0.5) / 200)
    means = np.mean(cosines * np.sinh(np.expand_dims(x, -1) * cosines), axis=-1)
    return means.astype(np.result_type(np.asarray(x), np.float32))


def sinc_slope(x: Array) -> Array:
    """The derivative of np.sinc; near 0, where its terms cancel, the series."""
    y = (np.pi * x) ** 2
    series = 1 / 3 - y * (1 / 30 - y * (1 / 840 - y * (1 / 45360 - y / 3991680)))
    away = (np.cos(np.pi * x) - np.sinc(x)) / np.where(x == 0, 1, x)
    return np.where(np.abs(x) < 0.045, -(np.pi**2) * x * series, away)


def power_slope(log: Array, lmbda: Array) -> Array:
    """d((x^λ - 1)/λ)/dλ from log x = l: l² (u eᵘ - (eᵘ - 1)) / u² with u = λl; near 0, where its
    terms cancel, the series.
    """
    u = lmbda * log
    near = np.abs(u) < 0.1
    small = 1 / 30 + u * (1 / 144 + u * (1 / 840 + u * (1 / 5760 + u / 45360)))
    series = 1 / 2 + u * (1 / 3 + u * (1 / 8 + u * small))
    away = (u * np.exp(u) - np.expm1(u)) / np.where(near, 1, u) ** 2
    return log**2 * np.where(near, series, away)


def root_slope(x: Array, lmbda: Array) -> Array:
    """d(log(1 + λx)/λ)/dλ: x² (v/(1 + v) - log(1 + v)) / v² with v = λx; near 0 the series."""
    v = lmbda * x
    near = np.abs(v) < 0.02
    small = 4 / 5 - v * (5 / 6 - v * (6 / 7 - v * (7 / 8 - v * 8 / 9)))
    series = v * (2 / 3 - v * (3 / 4 - v * small)) - 1 / 2
    away = (v / (1 + v) - np.log1p(v)) / np.where(near, 1, v) ** 2
    return x**2 * np.where(near, series, away)


def log_quotient(x: Array) -> Array:
    """log(x) / (x - 1); near 1 the series."""
    d = x - 1
    near = np.abs(d) < 0.01
    series = 1 - d * (1 / 2 - d * (1 / 3 - d * (1 / 4 - d * (1 / 5 - d * (1 / 6 - d / 7)))))
    return np.where(near, series, np.log(x) / np.where(near, 1, d))


def places_among(values: Array, x: Array) -> tuple[Array, Array]:
    """Where each entry of x stands in sorted values, and whether it does."""
    if np.size(values) == 0:
        return np.zeros(np.shape(x), dtype=int), np.zeros(np.shape(x), dtype=bool)
    places = np.minimum(np.searchsorted(values, x), np.size(values) - 1)
    return places, np.take(values, places) == x


def unblocked(arrays: Any, whole: Array) -> Any:
    """The blocks that np.block put together, nested as they were. In an innermost list they stand
    beside each other, along the last axis; each list around it is one axis up.
    """
    if not isinstance(arrays, list):
        return np.reshape(whole, np.shape(arrays))
    depth, inner = 1, arrays[0]
    while isinstance(inner, list):
        depth, inner = depth + 1, inner[0]
    shapes = [np.shape(np.block(part)) for part in arrays]
    ends = np.cumsum([shape[-depth] if len(shape) >= depth else 1 for shape in shapes])
    parts = np.split(whole, ends[:-1], axis=-depth)
    return [unblocked(part, section) for part, section in zip(arrays, parts, strict=True)]


def all_of_rank(ranks: Sequence[int], least: int) -> bool:
    """Whether arrays have one rank in common, and no lower one than `least`."""
    return len(set(ranks)) == 1 and ranks[0] >= least


def every(conditions: Sequence[bool]) -> bool:
    """Whether all of them hold."""
    return all(conditions)


def in_order(indices: Any) -> bool:
    """Whether none of the indices is less than the one before; a number is none."""
    return isinstance(indices, int) or list(indices) == sorted(indices)


def places_by_mode(indices: Array, length: int, mode: str) -> Array:
    """The places that indices stand for, where those outside wrap around or stop at the ends."""
    if mode == "wrap":
        return np.asarray(indices) % length
    return np.clip(indices, 0, length - 1)


def at_places(x: Array, places: Array, found: Array) -> Array:
    """x at each place, 0 where there is none."""
    if np.size(x) == 0:
        return np.zeros(np.shape(places))
    return found * np.take(x, places)


def into_values(x: Array, places: Array, found: Array, size: int) -> Array:
    """The sum of x at each place, of those that are found."""
    weights = np.ravel(np.where(found, x, 0.0))
    return np.bincount(np.ravel(places), weights=weights, minlength=size)[:size]


def shared_among_equals(sorted_: Array, seed: Array, axis: int) -> Array:
    """The seed of a sorted array, the mean of it wherever entries along the axis are equal."""
    rows = np.moveaxis(sorted_, axis, -1)
    differs = rows[..., 1:] != rows[..., :-1]
    first = np.ones_like(rows[..., :1], dtype=bool)
    group = np.cumsum(np.concatenate((first, differs), axis=-1)) - 1
    seeds = np.ravel(np.moveaxis(seed, axis, -1))
    means = np.bincount(group, weights=np.real(seeds)) / np.bincount(group)
    if np.iscomplexobj(seed):
        means = means + 1j * np.bincount(group, weights=np.imag(seeds)) / np.bincount(group)
    return np.moveaxis(np.reshape(means[group], np.shape(rows)), -1, axis)


def rows_along(a: Array, axis: int | tuple[int, ...] | None) -> Array:
    """The array with the axes moved to the end and made one; None stands for all of them."""
    if axis is None:
        return np.ravel(a)
    axes = axis if isinstance(axis, tuple) else (axis,)
    moved = np.moveaxis(a, axes, tuple(range(-len(axes), 0)))
    kept = np.ndim(a) - len(axes)
    return np.reshape(moved, (*np.shape(moved)[:kept], math.prod(np.shape(moved)[kept:])))


def rows_back(rows: Array, shape: tuple[int, ...], axis: int | tuple[int, ...] | None) -> Array:
    """The array of this shape whose rows along the axes these are."""
    if axis is None:
        return np.reshape(rows, shape)
    axes = axis if isinstance(axis, tuple) else (axis,)
    lengths = tuple(shape[i] for i in axes)
    moved = np.reshape(rows, np.shape(rows)[:-1] + lengths)
    return np.moveaxis(moved, tuple(range(-len(axes), 0)), axes)


def quantile_shares(rows: Array, q: Array, method: Any) -> Array:
    """What each entry of each row counts in its quantile: a quantile of its ranks is a place
    between two of them. Equal entries share; what is not a number counts nothing.
    """
    ranks = np.argsort(np.argsort(rows, axis=-1), axis=-1)
    places = np.where(np.isnan(rows), np.nan, ranks)
    wanted = np.nanquantile(places, q, axis=-1, method=method)
    shares = np.maximum(0.0, 1.0 - np.abs(places - wanted[..., None]))
    shares = np.where(np.isnan(shares), 0.0, shares)
    shape = np.shape(shares)
    order = np.broadcast_to(np.argsort(rows, axis=-1), shape)
    in_order = np.take_along_axis(np.broadcast_to(rows, shape), order, -1)
    means = shared_among_equals(in_order, np.take_along_axis(shares, order, -1), -1)
    return np.take_along_axis(means, np.broadcast_to(ranks, shape), -1)


def quantile_slopes(rows: Array, q: Array) -> Array:
    """The derivative of each row's quantile in q, by linear interpolation between its entries."""
    counts = np.sum(~np.isnan(rows), axis=-1)
    places = np.multiply.outer(q, counts - 1)
    low = np.clip(np.floor(places), 0, np.maximum(counts - 2, 0)).astype(int)[..., None]
    in_order = np.broadcast_to(np.sort(rows, axis=-1), (*np.shape(places), np.shape(rows)[-1]))
    high = np.take_along_axis(in_order, np.minimum(low + 1, np.shape(rows)[-1] - 1), -1)
    return (counts - 1) * (high - np.take_along_axis(in_order, low, -1))[..., 0]


def weights_along(weights: Array, rank: int, axis: int | tuple[int, ...] | None) -> Array:
    """The weights of np.average in a shape that goes with the array's."""
    weights = np.asarray(weights)
    if np.ndim(weights) == rank or axis is None:
        return weights
    axes = axis if isinstance(axis, tuple) else (axis,)
    places = [i % rank for i in axes]
    inner = np.transpose(weights, sorted(range(len(axes)), key=places.__getitem__))
    return np.expand_dims(inner, tuple(i for i in range(rank) if i not in places))


def variables(m: Array, y: Array, rowvar: bool) -> Array:
    """The rows that np.cov correlates."""
    first = m[None] if np.ndim(m) == 1 else m if rowvar else np.transpose(m)
    if y is None:
        return first
    second = y[None] if np.ndim(y) == 1 else y if rowvar else np.transpose(y)
    return np.concatenate((first, second))


def of_variables(rows: Array, m: Array, y: Array, rowvar: bool) -> tuple[Array, Array]:
    """The two parts of the rows in the shapes that they came in."""
    count = 1 if np.ndim(m) == 1 else np.shape(m)[0 if rowvar else 1]
    first, second = rows[:count], rows[count:]
    m_part = np.reshape(first if rowvar or np.ndim(m) == 1 else np.transpose(first), np.shape(m))
    if y is None:
        return m_part, second
    turned = second if rowvar or np.ndim(y) == 1 else np.transpose(second)
    return m_part, np.reshape(turned, np.shape(y))


def triangle_weights(n: int) -> Array:
    """1 below the diagonal, 1/2 on it: half of a symmetric matrix."""
    return np.tri(n) - 0.5 * np.eye(n)


def gap_inverses(w: Array) -> Array:
    """1 / (wⱼ - wᵢ) for i ≠ j, 0 on the diagonal."""
    same = np.eye(np.shape(w)[-1], dtype=bool)
    gaps = w[..., None, :] - w[..., :, None]
    return np.where(same, 0, 1 / np.where(same, 1, gaps))


def normalized_tangent(v: Array, v_dot: Array) -> Array:
    """The tangent of columns that keep the length 1, and their largest entry real."""
    away = np.real(np.sum(np.conj(v) * v_dot, axis=-2, keepdims=True))
    if not np.iscomplexobj(v):
        return v_dot - v * away
    top = np.argmax(np.abs(v), axis=-2, keepdims=True)
    turn = np.imag(np.take_along_axis(v_dot, top, -2)) / np.real(np.take_along_axis(v, top, -2))
    return v_dot - v * (away + 1j * turn)


def normalized_adjoint(v: Array, v_bar: Array) -> Array:
    """The adjoint of columns before they are given the length 1 and a real largest entry."""
    total = np.sum(v_bar * v, axis=-2, keepdims=True)
    full = v_bar - np.real(total) * np.conj(v)
    if not np.iscomplexobj(v):
        return full
    top = np.argmax(np.abs(v), axis=-2, keepdims=True)
    turn = np.imag(total) / np.real(np.take_along_axis(v, top, -2))
    return full - 1j * turn * (np.reshape(np.arange(np.shape(v)[-2]), (-1, 1)) == top)


def turned_to_real(x_dot: Array, x: Array, row: int) -> Array:
    """How fast columns turn whose entries in a row are kept real; 0 where such an entry is."""
    entries = np.real(x[..., row, :])
    is_kept = np.abs(entries) > 1e-8
    turn = np.imag(x_dot[..., row, :]) / np.where(is_kept, entries, 1)
    return np.where(is_kept, turn, 0)[..., None, :]


def turned_to_real_adjoint(turn_bar: Array, x: Array, row: int) -> Array:
    """The adjoint of columns whose entries in a row are kept real, from that of how they turn."""
    entries = np.real(x[..., row, :])
    is_kept = np.abs(entries) > 1e-8
    x_bar = np.zeros_like(x)
    x_bar[..., row, :] = -1j * np.where(is_kept, turn_bar / np.where(is_kept, entries, 1), 0)
    return x_bar


def qr_adjoint_of_tall(q: Array, r: Array, q_bar: Array, r_bar: Array) -> Array:
    """The adjoint of a = q r, with a square r."""
    inner = r @ np.matrix_transpose(r_bar) - np.matrix_transpose(q_bar) @ q
    lower = np.tril(inner) + np.matrix_transpose(np.tril(inner, -1))
    full = np.matrix_transpose(q_bar + q @ lower)
    return np.matrix_transpose(np.linalg.solve(r, full))


def qr_tangent_of_tall(q: Array, r: Array, a_dot: Array) -> tuple[Array, Array]:
    """The tangents of q and r, with a square r, where a = q r."""
    turned = np.linalg.solve(np.matrix_transpose(r), np.matrix_transpose(a_dot))
    over = np.matrix_transpose(turned)
    inner = np.matrix_transpose(q) @ over
    lower = np.tril(inner, -1)
    skew = lower - np.matrix_transpose(lower)
    return over - q @ (inner - skew), (inner - skew) @ r


def cofactors(a: Array) -> Array:
    """The derivative of the determinant: det(a) a⁻ᵀ, also of a singular matrix."""
    s = np.linalg.svd(a, compute_uv=False)
    if np.all(s[..., -1:] > 1e-5 * s[..., :1]):  # among which equal ones do no harm
        return np.expand_dims(np.linalg.det(a), (-2, -1)) * np.matrix_transpose(np.linalg.inv(a))
    u, s, vt = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(vt)
    inner = np.conj(u) * others(s)[..., None, :]
    return np.expand_dims(sign, (-2, -1)) * (inner @ np.conj(vt))


def vector_norm_partials(x: Array, ord: Any, axis: Any, size: Array) -> Array:
    """The derivatives of a vector norm, which is `size`; those that attain a maximum share."""
    lengths = np.abs(x)
    if ord == 0:
        return np.zeros_like(x)
    if ord in (math.inf, -math.inf):
        top = lengths == size
        share = top / np.sum(top, axis=axis, keepdims=True)
    else:
        share = (lengths / np.where(size == 0, 1, size)) ** (ord - 1)
    return np.conj(np.sign(x)) * share


def matrix_norm_partials(x: Array, ord: Any, axes: tuple[int, int], size: Array) -> Array:
    """The derivatives of a matrix norm, which is `size`; those that attain a maximum share."""
    if ord == "fro":
        return np.conj(x) / np.where(size == 0, 1, size)
    rows, columns = axes
    if ord in (1, -1, math.inf, -math.inf):
        summed, chosen = (rows, columns) if ord in (1, -1) else (columns, rows)
        top = np.sum(np.abs(x), axis=summed, keepdims=True) == size
        return np.conj(np.sign(x)) * top / np.sum(top, axis=chosen, keepdims=True)
    u, s, vt = np.linalg.svd(np.moveaxis(x, axes, (-2, -1)), full_matrices=False)
    if ord == "nuc":
        share = np.ones_like(s)
    else:
        edge = s[..., :1] if ord == 2 else s[..., -1:]
        share = (s == edge) / np.sum(s == edge, axis=-1, keepdims=True)
    return np.moveaxis(np.conj((u * share[..., None, :]) @ vt), (-2, -1), axes)


def condition_partials(x: Array, p: Any) -> Array:
    """The derivatives of the condition number."""
    if p in (None, 2, -2):
        u, s, vt = np.linalg.svd(x, full_matrices=False)
        ends = np.zeros_like(s)
        ends[..., 0] += 1 / s[..., -1]
        ends[..., -1] -= s[..., 0] / s[..., -1] ** 2
        if p == -2:
            ends = -ends * (s[..., -1:] / s[..., :1]) ** 2
        return np.conj((u * ends[..., None, :]) @ vt)
    inverse = np.linalg.inv(x)
    own = np.linalg.norm(x, p, axis=(-2, -1), keepdims=True)
    other = np.linalg.norm(inverse, p, axis=(-2, -1), keepdims=True)
    turned = np.matrix_transpose(inverse)
    back = turned @ matrix_norm_partials(inverse, p, (-2, -1), other) @ turned
    return other * matrix_norm_partials(x, p, (-2, -1), own) - own * back


def nearly_equal(a: Array, b: Array) -> bool:
    """Whether two arrays differ by no more than roundings of their largest entry."""
    largest = np.max(np.abs(b), initial=0.0)
    bound = np.finfo(np.result_type(a, b)).eps ** 0.45 * largest
    return bool(np.max(np.abs(a - b), initial=0.0) <= bound)


def chain_bar(arrays: Sequence[Array], i: int, ans_bar: Array) -> Array:
    """The adjoint of one factor of a product of matrices, whose ends may be vectors."""
    x_bar = ans_bar
    rest = arrays[i + 1 :]
    if np.ndim(arrays[-1]) == 1:
        x_bar = np.expand_dims(x_bar, -1)
        rest = [b[:, None] if np.ndim(b) == 1 else b for b in rest]
    if np.ndim(arrays[0]) == 1:
        x_bar = np.expand_dims(x_bar, 0)
    for b in rest[::-1]:
        x_bar = x_bar @ b.T
    for a in arrays[:i]:
        x_bar = (a[None] if np.ndim(a) == 1 else a).T @ x_bar
    return np.reshape(x_bar, np.shape(arrays[i]))


def whole_convolution(seed: Array, length: int) -> Array:
    """The adjoint of a whole convolution, of which the middle was kept."""
    whole = np.zeros(length, dtype=seed.dtype)
    first = (length - np.size(seed)) // 2
    whole[first : first + np.size(seed)] = seed
    return whole


def wrapped_points(xp: Array, period: Array) -> tuple[Array, Array]:
    """The points that np.interp looks between, and which of the given ones they are."""
    points, order = np.asarray(xp), np.arange(np.size(xp))
    if period is None:
        return points, order
    order = np.argsort(points % abs(period))
    points = np.take(points % abs(period), order)
    ends = (points[-1:] - abs(period), points, points[:1] + abs(period))
    return np.concatenate(ends), np.concatenate((order[-1:], order, order[:1]))


def interpolation_of(x: Array, points: Array, period: Array) -> tuple[Array, Array, Array, Array]:
    """Each x's interval, how far in it, its width, and whether x is between the ends at all."""
    x = np.asarray(x) if period is None else np.asarray(x) % abs(period)
    i = np.clip(np.searchsorted(points, x) - 1, 0, np.size(points) - 2)
    width = np.take(points, i + 1) - np.take(points, i)
    width = np.where(width == 0, 1, width)  # of a single point
    t = np.clip((x - np.take(points, i)) / width, 0, 1)
    return i, t, width, (x > points[0]) & (x < points[-1])


def coefficients_adjoint(basis: Array, seed: Array, rank: int) -> Array:
    """The adjoint of a series' coefficients, at points of this rank, from the basis there."""
    kept = np.ndim(seed) - rank
    points = tuple(range(kept, np.ndim(seed)))
    return np.tensordot(basis, seed, (tuple(range(1, rank + 1)), points))


def columns_adjoint(basis: Array, seed: Array, shape: tuple[int, ...]) -> Array:
    """The adjoint of the coefficients of several series, each with points of its own."""
    return np.stack([sum_to_shape(row * seed, shape[1:]) for row in basis])


def polynomial_rows_adjoint(p: Array, x: Array, seed: Array) -> Array:
    """The adjoint of coefficients that are arrays, the highest power first."""
    x, shape, n = np.asarray(x), np.shape(p)[1:], np.shape(p)[0]
    return np.stack([sum_to_shape(x ** (n - 1 - k) * seed, shape) for k in range(n)])


def row_slopes(p: Array) -> Array:
    """The coefficients of the derivative, of coefficients that are arrays."""
    p = np.asarray(p)
    powers = np.arange(np.shape(p)[0] - 1, 0, -1)
    return np.transpose(np.transpose(p[:-1]) * powers)


def shifted_columns(v: Array, n: int) -> Array:
    """The square lower triangle whose columns are v, shifted down: products with v."""
    places = np.arange(n)[:, None] - np.arange(n)
    inside = (places >= 0) & (places < np.size(v))
    return np.where(inside, np.take(v, np.where(inside, places, 0)), 0)


def bins_of(x: Array, edges: Array) -> tuple[Array, Array]:
    """The bin that each number is in, and whether it is in one; the last bin is closed."""
    after = np.searchsorted(edges, x, side="right") - 1
    place = np.where(np.asarray(x) == edges[-1], np.size(edges) - 2, after)
    inside = (place >= 0) & (place <= np.size(edges) - 2)
    return np.where(inside, place, 0), inside


def padded_left(x: Array, length: int) -> Array:
    """Continued with zeros in front."""
    return np.concatenate((np.zeros(length - np.size(x)), x))


def padded_right(x: Array, length: int) -> Array:
    """Continued with zeros, or cut off, at the end."""
    return np.append(x, np.zeros(length))[:length]


def product_rows(multiply: Any, n: int, c: Array, length: int) -> Array:
    """What a product with a series makes of the n unit vectors."""
    return np.stack([padded_right(multiply(unit, c), length) for unit in np.eye(n)])


def fit_adjoints(
    basis: Array, slopes: Array, y: Array, w: Array, c: Array, ans_bar: Array
) -> tuple[Array, Array, Array]:
    """The adjoints of the points, the data and the weights of a least squares fit c (Golub and
    Pereyra 1973): from those of the weighed basis A and data b, with A⁺ = inverse.
    """
    weights = np.ones(len(basis)) if w is None else w
    rows = np.reshape(y, (len(basis), -1))
    fitted = np.reshape(c, (np.shape(basis)[1], -1))
    inverse = np.linalg.pinv(weights[:, None] * basis)
    b_bar = np.transpose(inverse) @ np.reshape(ans_bar, np.shape(fitted))
    left = weights[:, None] * (rows - basis @ fitted)
    A_bar = left @ np.transpose(inverse @ b_bar) - b_bar @ np.transpose(fitted)
    x_bar = np.sum(weights[:, None] * A_bar * slopes, axis=1)
    y_bar = np.reshape(weights[:, None] * b_bar, np.shape(y))
    w_bar = np.sum(A_bar * basis, axis=1) + np.sum(b_bar * rows, axis=1)
    return x_bar, y_bar, w_bar


def fit_tangent(
    basis: Array,
    slopes: Array,
    y: Array,
    w: Array,
    c: Array,
    x_dot: Array,
    y_dot: Array,
    w_dot: Array,
) -> Array:
    """The tangent of a least squares fit c (Golub and Pereyra 1973)."""
    weights = np.reshape(1.0 if w is None else w, (-1, 1))
    weights_dot = np.reshape(0.0 if w is None else w_dot, (-1, 1))
    rows = np.reshape(y, (len(basis), -1))
    rows_dot = np.reshape(np.broadcast_to(y_dot, np.shape(y)), np.shape(rows))
    fitted = np.reshape(c, (np.shape(basis)[1], -1))
    inverse = np.linalg.pinv(weights * basis)
    A_dot = weights_dot * basis + weights * slopes * np.reshape(x_dot, (-1, 1))
    b_dot = weights_dot * rows + weights * rows_dot
    left = weights * (rows - basis @ fitted)
    fitted_dot = inverse @ (
        b_dot - A_dot @ fitted + np.transpose(inverse) @ (np.transpose(A_dot) @ left)
    )
    return np.reshape(fitted_dot, np.shape(c))


def without_one_root(roots: Array) -> Array:
    """In each row the coefficients of the polynomial that has all the roots but one."""
    n = np.size(roots)
    rows = np.ones((n, n), dtype=roots.dtype)
    for k in range(n):
        if n > 1:
            rows[k] = np.poly(np.delete(roots, k))
    return rows


def series_without_one_root(from_roots: Any, roots: Array) -> Array:
    """In each row the series, lowest degree first, that has all the roots but one."""
    n = np.size(roots)
    return np.reshape([from_roots(np.delete(roots, k)) for k in range(n)], (n, n))


def root_partials(p: Array, roots: Array) -> Array:
    """The derivatives of the roots of a polynomial by its coefficients."""
    n = np.size(p)
    slopes = np.polyval(np.polyder(p), roots)
    return -(roots[:, None] ** np.arange(n - 1, -1, -1)) / slopes[:, None]


def resized_along(x: Array, length: int, axis: int) -> Array:
    """Cut off, or continued with zeros, along an axis."""
    missing = length - np.shape(x)[axis]
    if missing <= 0:
        return np.take(x, np.arange(length), axis=axis)
    k = axis % np.ndim(x)
    shape = (*np.shape(x)[:k], missing, *np.shape(x)[k + 1 :])
    return np.concatenate((x, np.zeros(shape)), axis=axis)


def resized(x: Array, shape: tuple[int, ...]) -> Array:
    """Cut off, or continued with zeros, along every axis."""
    for axis in range(len(shape)):
        x = resized_along(x, shape[axis], axis)
    return x


def turned_norm(norm: Any) -> Any:
    """The norm that scales a transform as this one scales its inverse."""
    return {None: "forward", "backward": "forward", "forward": "backward"}.get(norm, norm)


def spectrum_weights(signal: Array, axis: int) -> Array:
    """How often each entry of half a spectrum stands in the whole, for a signal of this shape."""
    n = np.shape(signal)[axis]
    weights = np.full(n // 2 + 1, 2.0)
    weights[0] = 1.0
    if n % 2 == 0:
        weights[-1] = 1.0
    rank = np.ndim(signal)
    return np.expand_dims(weights, tuple(i for i in range(rank) if i != axis % rank))


def pad_starts(pad_width: Array, rank: int) -> tuple[int, ...]:
    """How much is put before each axis by np.pad."""
    if isinstance(pad_width, dict):
        widths: list[Any] = [pad_width.get(k, pad_width.get(k - rank, 0)) for k in range(rank)]
        return tuple(int(np.ravel(width)[0]) for width in widths)
    return tuple(int(w) for w in np.broadcast_to(pad_width, (rank, 2))[:, 0])


def unpadded(
    seed: Array, shape: tuple[int, ...], starts: Sequence[int], mode: Any, stat_length: Any
) -> Array:
    """The adjoint of np.pad where it is linear in each row: what it makes of the unit vectors,
    transposed, along one axis after the other. Reflections are odd here.
    """
    for axis in range(len(shape)):
        ends = np.shape(seed)[axis] - starts[axis] - shape[axis]
        widths = ((starts[axis], ends), (0, 0))
        if mode == "linear_ramp":
            matrix = np.pad(np.eye(shape[axis]), widths, mode)
        elif mode == "mean":
            lengths = stat_length
            if stat_length is not None:
                lengths = (np.broadcast_to(stat_length, (len(shape), 2))[axis], (1, 1))
            matrix = np.pad(np.eye(shape[axis]), widths, mode, stat_length=lengths)
        else:
            matrix = np.pad(np.eye(shape[axis]), widths, mode, reflect_type="odd")
        seed = through_matrix(matrix, seed, axis)
    return seed


def distance_slopes(differences: Array, metric: str) -> Array:
    """The derivatives of distances by the differences, which run along the last axis."""
    if metric == "sqeuclidean":
        return 2 * differences
    if metric == "cityblock":
        return np.sign(differences)
    lengths = np.sqrt(np.sum(differences**2, axis=-1, keepdims=True))
    return differences / np.where(lengths == 0, 1, lengths)


def seed_of_whole(
    seed: Array, first: tuple[int, ...], second: tuple[int, ...], mode: str, up: int = 0
) -> Array:
    """The adjoint of a whole convolution of arrays of these shapes, from that of a part of it:
    where they meet in full, or the middle; `up` tells which middle it is of two.
    """
    full = tuple(n + m - 1 for n, m in zip(first, second, strict=True))
    starts = [(n - m + up) // 2 for n, m in zip(full, np.shape(seed), strict=True)]
    if mode == "valid":
        starts = [min(n, m) - 1 for n, m in zip(first, second, strict=True)]
    return set_among_zeros(seed, full, starts)


def gradient_by_steps(
    f: Array, spacing: Array, axis: int, edge_order: int
) -> tuple[Array, Array, Array]:
    """The derivatives of np.gradient by the two steps beside each value, along the last axis, and
    which step is the first. A value is u S + (1 - u) T with the slopes S and T in the steps p and
    q: in the middle u = q / (p + q); at the ends it is the slope there, or the parabola's.
    """
    rows = np.moveaxis(f, axis, -1)
    n = np.shape(rows)[-1]
    if n < 3:
        raise NotImplementedError("np.gradient of two values by their places")
    steps = np.diff(spacing) if np.ndim(spacing) == 1 else np.full(n - 1, spacing)
    slopes = np.diff(rows) / steps
    places = np.arange(n)
    first = np.clip(places - 1, 0, n - 3)
    p, q = steps[first], steps[first + 1]
    S, T = slopes[..., first], slopes[..., first + 1]
    at_end = edge_order - 1
    u = np.where(places == n - 1, -at_end * q / (p + q), q / (p + q))
    u = np.where(places == 0, 1 + at_end * p / (p + q), u)
    sign = np.where((places == 0) | (places == n - 1), -at_end, 1)
    curved = sign * (T - S) / (p + q) ** 2
    return q * curved - u * S / p, -p * curved - (1 - u) * T / q, first


def gradient_steps_bar(f: Array, spacing: Array, seed: Array, axis: int, edge_order: int) -> Array:
    """The adjoint of the step, or of the coordinates, of np.gradient along an axis."""
    by_first, by_second, first = gradient_by_steps(f, spacing, axis, edge_order)
    seeds = np.moveaxis(seed, axis, -1)
    across = tuple(range(np.ndim(seeds) - 1))
    steps_bar = np.zeros(np.shape(first)[0] - 1, dtype=np.result_type(seeds, by_first))
    np.add.at(steps_bar, first, np.sum(seeds * by_first, axis=across))
    np.add.at(steps_bar, first + 1, np.sum(seeds * by_second, axis=across))
    if np.ndim(spacing) == 0:
        return np.sum(steps_bar)
    return -np.diff(steps_bar, prepend=0, append=0)


def gradient_steps_dot(
    f: Array, spacing: Array, spacing_dot: Array, axis: int, edge_order: int
) -> Array:
    """The tangent of np.gradient along an axis, for that of the step or of the coordinates."""
    by_first, by_second, first = gradient_by_steps(f, spacing, axis, edge_order)
    number = np.ndim(spacing) == 0
    steps_dot = np.full(np.shape(first)[0] - 1, spacing_dot) if number else np.diff(spacing_dot)
    moved = by_first * steps_dot[first] + by_second * steps_dot[first + 1]
    return np.moveaxis(moved, -1, axis)


def simpson_by_steps(rows: Array, steps: Array) -> Array:
    """The derivative of Simpson's rule by the lengths of the intervals: of the parabola over each
    pair of them and, where one is left over, of that of the last three points over the last one
    (Cartwright 2017, equation 8).
    """
    n = np.shape(rows)[-1]
    steps = np.broadcast_to(steps, (*np.shape(rows)[:-1], n - 1))
    by_steps = np.zeros(np.shape(steps), dtype=np.result_type(rows, steps))
    end = (n - 1) // 2 * 2
    h, k = steps[..., 0:end:2], steps[..., 1:end:2]
    a, b, c = rows[..., 0:end:2], rows[..., 1:end:2], rows[..., 2 : end + 1 : 2]
    both = b * (h + k) ** 2 / (h * k)
    by_steps[..., 0:end:2] = (a * (2 + (k / h) ** 2) + both * (2 - k / h) + c * (1 - 2 * h / k)) / 6
    by_steps[..., 1:end:2] = (c * (2 + (h / k) ** 2) + both * (2 - h / k) + a * (1 - 2 * k / h)) / 6
    if n == 2:
        by_steps[..., 0] = 0.5 * (rows[..., 0] + rows[..., 1])
    elif n % 2 == 0:
        h, k = steps[..., -2], steps[..., -1]
        a, b, c = rows[..., -3], rows[..., -2], rows[..., -1]
        share, ratio = k / (h + k), k / h
        last = c * (2 + (1 - share) ** 2) + b * (2 * ratio + 3) - a * ratio * share * (3 - share)
        by_steps[..., -2] += (c * share**2 + ratio**2 * (a * share * (2 - share) - b)) / 6
        by_steps[..., -1] += last / 6
    return by_steps


def grid_corners(
    points: Sequence[Array], at: Array
) -> list[tuple[tuple[Array, ...], Array, list[Array]]]:
    """The corners of the cells of a grid that points are in: where each is, its weight, and the
    weight's derivative by each coordinate.
    """
    axes = [np.asarray(axis) for axis in points]
    turns = [np.sign(axis[-1] - axis[0]) for axis in axes]  # -1 where an axis decreases
    cells = [
        np.clip(np.searchsorted(up * axis, up * x, side="right") - 1, 0, len(axis) - 2)
        for axis, up, x in zip(axes, turns, np.transpose(at), strict=True)
    ]
    widths = [axis[i + 1] - axis[i] for axis, i in zip(axes, cells, strict=True)]
    shares = [(at[:, k] - axes[k][cells[k]]) / widths[k] for k in range(len(axes))]
    corners = []
    for corner in np.reshape(np.indices((2,) * len(axes)), (len(axes), -1)).T.tolist():
        factors = [t if c else 1 - t for c, t in zip(corner, shares, strict=True)]
        slopes = [
            (2 * corner[k] - 1) / widths[k] * np.prod(factors[:k] + factors[k + 1 :], axis=0)
            for k in range(len(axes))
        ]
        index = tuple(i + c for i, c in zip(cells, corner, strict=True))
        corners.append((index, np.prod(factors, axis=0), slopes))
    return corners


def outside_grid(points: Sequence[Array], at: Array) -> Array:
    """Which points are in no cell of a grid."""
    low = np.array([np.min(axis) for axis in points])
    high = np.array([np.max(axis) for axis in points])
    return np.any((at < low) | (at > high), axis=-1)


def through_matrix(matrix: Array, seed: Array, axis: int) -> Array:
    """The adjoint of what is linear along an axis: `matrix` is what it makes of the unit vectors,
    as columns.
    """
    return np.moveaxis(np.tensordot(matrix, seed, ((0,), (axis,))), 0, axis)


def places_of_filter(
    shape: tuple[int, ...], sizes: tuple[int, ...], lefts: Sequence[int], mode: str
) -> Array:
    """Which entries `scipy.ndimage` reads, with those around the edges; one more stands for what
    is constant.
    """
    numbers = np.reshape(np.arange(math.prod(shape)), shape)
    widths = [(left, size - 1 - left) for size, left in zip(sizes, lefts, strict=True)]
    if mode in ("constant", "grid-constant"):
        return np.pad(numbers, widths, constant_values=math.prod(shape))
    names: dict[str, Any] = {
        "reflect": "symmetric",
        "grid-mirror": "symmetric",
        "mirror": "reflect",
        "nearest": "edge",
        "wrap": "wrap",
        "grid-wrap": "wrap",
    }
    return np.pad(numbers, widths, names[mode])


def correlation_adjoints(
    x: Array, weights: Array, lefts: Sequence[int], mode: str, cval: float, seed: Array
) -> tuple[Array, Array]:
    """The adjoints of Σ weightsₖ x at i + k - left, with the edges of `scipy.ndimage`."""
    places = places_of_filter(np.shape(x), np.shape(weights), lefts, mode)
    flat = np.append(x, cval)
    flat_bar = np.zeros(np.size(x) + 1, dtype=seed.dtype)
    weights_bar = np.zeros(np.shape(weights), dtype=np.result_type(seed, x))
    for number in range(np.size(weights)):
        k = np.unravel_index(number, np.shape(weights))
        read = places[tuple(slice(i, i + n) for i, n in zip(k, np.shape(x), strict=True))]
        np.add.at(flat_bar, read, weights[k] * seed)
        weights_bar[k] = np.sum(flat[read] * seed)
    return np.reshape(flat_bar[:-1], np.shape(x)), weights_bar


def set_among_zeros(x: Array, shape: tuple[int, ...], starts: Sequence[int]) -> Array:
    """An array of this shape that is zero but for x, which begins at these places."""
    whole = np.zeros(shape, dtype=x.dtype)
    whole[tuple(slice(s, s + n) for s, n in zip(starts, np.shape(x), strict=True))] = x
    return whole


def delayed_products(x: Array, seed: Array, count: int, axis: int) -> Array:
    """At k, the sum of the seed times what was in x k entries before, along an axis."""
    rows, seed = np.moveaxis(x, axis, -1), np.moveaxis(seed, axis, -1)
    n = np.shape(rows)[-1]
    return np.stack([np.sum(seed[..., k:] * rows[..., : max(n - k, 0)]) for k in range(count)])


def along_diagonals(x: Array) -> Array:
    """At k, the sum of the entries k away from the diagonal, on both sides."""
    n = len(x)
    sides = [np.trace(x, k) + np.trace(x, -k) for k in range(1, n)]
    return np.stack([np.trace(x), *sides])


def pivots_in_order(pivots: Array) -> Array:
    """The order of the rows after the exchanges that LAPACK lists."""
    order = np.arange(len(pivots))
    for k in range(len(pivots)):
        order[[k, pivots[k]]] = order[[pivots[k], k]]
    return order


def triangles_adjoint(lower: Array, upper: Array, lower_bar: Array, upper_bar: Array) -> Array:
    """The adjoint of a = L U, where one of the two may be longer than a square."""
    n = min(np.shape(lower)[0], np.shape(upper)[1])
    square, below = lower[:n], lower[n:]
    first, beyond = upper[:, :n], upper[:, n:]
    below_bar = np.linalg.solve(first, lower_bar[n:].T).T
    beyond_bar = np.linalg.solve(square.T, upper_bar[:, n:])
    square_bar = lower_bar[:n] - beyond_bar @ beyond.T
    first_bar = upper_bar[:, :n] - below.T @ below_bar
    inner = np.tril(square.T @ square_bar, -1) + np.triu(first_bar @ first.T)
    middle = np.linalg.solve(first, np.linalg.solve(square.T, inner).T).T
    return np.block([[middle, beyond_bar], [below_bar, np.zeros((len(below), len(beyond.T)))]])


def triangles_tangent(lower: Array, upper: Array, a_dot: Array) -> tuple[Array, Array]:
    """The tangents of L and U, where a = L U and one of the two may be longer than a square."""
    n = min(np.shape(lower)[0], np.shape(upper)[1])
    square, first = lower[:n], upper[:, :n]
    left = np.linalg.solve(square, a_dot[:n])
    inner = np.linalg.solve(first.T, left[:, :n].T).T
    square_dot, first_dot = square @ np.tril(inner, -1), np.triu(inner) @ first
    below = np.linalg.solve(first.T, (a_dot[n:, :n] - lower[n:] @ first_dot).T).T
    beyond = left[:, n:] - np.tril(inner, -1) @ upper[:, n:]
    return np.concatenate((square_dot, below)), np.concatenate((first_dot, beyond), axis=1)


def transposed_bands(ab: Array, below: int, above: int) -> Array:
    """The diagonals of the transposed matrix, as SciPy keeps those of a banded one."""
    turned = np.zeros_like(ab)
    for k in range(-above, below + 1):
        first, last = max(0, -k), np.shape(ab)[1] - max(0, k)
        turned[below - k, first + k : last + k] = ab[above + k, first:last]
    return turned


def interpolant_slopes(interpolant: Any, at: Array) -> Array:
    """The slope of a piecewise linear interpolant; 0 where it is constant around the points."""
    points = interpolant.x
    i = np.clip(np.searchsorted(points, at) - 1, 0, np.size(points) - 2)
    low, high = points[i], points[i + 1]
    slopes = (interpolant(high) - interpolant(low)) / (high - low)
    if isinstance(interpolant.fill_value, str):
        return slopes
    return np.where((at >= points[0]) & (at <= points[-1]), slopes, 0)


def sums_over_points(basis: Array, seed: Array, rank: int) -> Array:
    """The sum over the points, which are the first axes of both."""
    axes = tuple(range(rank))
    return np.tensordot(basis, seed, (axes, axes))


def largest(items: Sequence[float], constants: Sequence[float] = ()) -> float:
    """What `max` of several numbers stands for, some of which carry no derivative."""
    return max(*items, *constants)


def smallest(items: Sequence[float], constants: Sequence[float] = ()) -> float:
    """What `min` of several numbers stands for, some of which carry no derivative."""
    return min(*items, *constants)


def log_det(a: Array) -> Array:
    """What `np.log(np.linalg.det(a))` stands for."""
    return np.log(np.linalg.det(a))


def logistic(a: Array, t: Array) -> Array:
    """What `a / (1 + np.exp(t))` stands for."""
    return a / (1 + np.exp(t))


def logistic_of_number(a: float, t: float) -> float:
    """What `a / (1 + math.exp(t))` stands for."""
    return a / (1 + math.exp(t))
