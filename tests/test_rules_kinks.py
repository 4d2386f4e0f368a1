"""What comes out where there is no derivative, in reverse and forward: one table."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import special, stats

import tangentgen

# one-line functions stand on lines of their own: their text is looked up


def abs_(x: Any) -> Any:
    return np.sum(np.abs(x))


def builtin_abs(x: Any) -> Any:
    return abs(x)


def fabs(x: Any) -> Any:
    return math.fabs(x)


def maximum_of_constant(x: Any) -> Any:
    return np.sum(np.maximum(x, 0))


def clip_at_active(x: Any) -> Any:
    return np.sum(np.clip(x[:2], None, x[2]))


def maximum_begun_with(x: Any) -> Any:
    return np.max(x[:2], initial=x[2])


def pieces(x: Any) -> Any:
    return np.sum(np.piecewise(x, [x < 0.0], [np.negative, np.square]))


def minimum_of_constant(x: Any) -> Any:
    return np.sum(np.minimum(0.0, x))


def maximum_of_both(x: Any) -> Any:
    return np.sum(np.maximum(x, 1 * x))


def largest_of_three(x: Any) -> Any:
    return max(x[0], x[1], x[2])


def largest_with_constant(x: Any) -> Any:
    return max(x[0], 2.0, x[1])


def smallest_of_list(x: Any) -> Any:
    return min([v * 2.0 for v in x])


def largest_of_array(x: Any) -> Any:
    return max(x)


def maximum_of_two(x: Any) -> Any:
    return np.maximum(x[0], x[1])


def minimum_of_two(x: Any) -> Any:
    return np.minimum(x[0], x[1])


def builtin_max(x: Any) -> Any:
    return max(x[0], x[1])


def builtin_max_of_constant(x: Any) -> Any:
    return max(x, 0.0)


def max_(x: Any) -> Any:
    return np.max(x)


def min_of_rows(x: Any) -> Any:
    return np.sum(np.min(np.reshape(x, (2, 2)), axis=1))


def sort(x: Any) -> Any:
    return np.sort(x) @ np.arange(4.0)


def clip(x: Any) -> Any:
    return np.sum(np.clip(x, 0, 1))


def norm(x: Any) -> Any:
    return np.linalg.norm(x)


def std(x: Any) -> Any:
    return np.std(x)


def hypot(x: Any) -> Any:
    return np.hypot(x[0], x[1])


def sign(x: Any) -> Any:
    return np.sum(np.sign(x) * x)


def floor(x: Any) -> Any:
    return np.sum(np.floor(x) * x)


def square(x: Any) -> Any:
    return np.sum(x**2)


def cube(x: Any) -> Any:
    return np.sum(x**3.0)


def zero_to_the(x: Any) -> Any:
    return 0.0**x


def negative_to_the(x: Any) -> Any:
    return (-2.0) ** x


def prod_one_zero(x: Any) -> Any:
    return np.prod(x)


def median(x: Any) -> Any:
    return np.median(x)


def quantile(x: Any) -> Any:
    return np.quantile(x, 0.25)


def percentile(x: Any) -> Any:
    return np.percentile(x, 50)


def largest_of_nothing_more(x: Any) -> Any:
    return np.max(x, initial=3.0)


def arctan2(x: Any) -> Any:
    return np.arctan2(x[0], x[1])


def vector_norm_of_one(x: Any) -> Any:
    return np.linalg.norm(x, 1)


def vector_norm_of_infinity(x: Any) -> Any:
    return np.linalg.norm(x, np.inf)


def count_of_nonzero(x: Any) -> Any:
    return np.linalg.norm(x, 0)


def row_norm(x: Any) -> Any:
    return np.linalg.norm(np.reshape(x, (2, 2)), np.inf)


def spectral_norm(x: Any) -> Any:
    return np.linalg.norm(np.diag(x), 2)


def spread(x: Any) -> Any:
    return np.ptp(x)


def unique(x: Any) -> Any:
    return np.unique(x) @ np.array([1.0, 2.0])


def partition(x: Any) -> Any:
    return np.partition(x, 1) @ np.array([1.0, 1.0, 0.0])


def running_maximum(x: Any) -> Any:
    return np.sum(np.maximum.accumulate(x))


def interpolated(x: Any) -> Any:
    return np.sum(np.interp(x, [0.0, 1.0, 2.0], [0.0, 1.0, 3.0]))


def remainder(x: Any) -> Any:
    return np.sum(x % 2.0)


def rounded(x: Any) -> Any:
    return np.sum(np.round(x) * x)


def step(x: Any) -> Any:
    return np.sum(np.heaviside(x, 0.5) * x)


def copysign(x: Any) -> Any:
    return np.sum(np.copysign(x, -1.0))


def sinc(x: Any) -> Any:
    return np.sum(np.sinc(x))


def chosen(x: Any) -> Any:
    return np.sum(np.where(x > 0, x, -2 * x))


def guarded_log(x: Any) -> Any:
    return np.sum(np.where(x > 0, np.log(x), 0.0))


def guarded_quotient(x: Any) -> Any:
    return np.sum(np.where(x != 0, np.sin(x) / x, 1.0))


def determinant(x: Any) -> Any:
    return np.linalg.det(np.reshape(x, (2, 2)))


def running_product(x: Any) -> Any:
    return np.sum(np.cumprod(x))


def log_of_exponentials(x: Any) -> Any:
    return np.logaddexp(x[0], x[1])


def power_of_itself(x: Any) -> Any:
    return np.sum(x**0)


def nan_left_out(x: Any) -> Any:
    return np.nansum(x)


def replaced(x: Any) -> Any:
    return np.sum(np.nan_to_num(x))


def remainder_of_a_multiple(x: Any) -> Any:
    return np.fmod(29.8, x)


def remainder_of_a_number(x: Any) -> Any:
    return math.fmod(29.8, x)


def nearest_remainder(x: Any) -> Any:
    return math.remainder(29.9, x)


def direction_of_nothing(x: Any) -> Any:
    return math.atan2(x, 0.0)


def left_of_everything(x: Any) -> Any:
    return np.sum(stats.expon.logpdf(x) + stats.gamma.logpdf(x, 2.0) + stats.lognorm.logpdf(x, 1.0))


def beside_the_unit_interval(x: Any) -> Any:
    return np.sum(stats.beta.logpdf(x, 2.0, 3.0))


def weight_of_an_impossible_time(x: Any) -> Any:
    return stats.weibull_min.logpdf(-1.0, x)


def logarithm_of_what_has_no_weight(x: Any) -> Any:
    return np.sum(special.xlogy(np.array([0.0, 2.0]), x))


def dilogarithm(x: Any) -> Any:
    return special.spence(x)


def first_elliptic_integral(x: Any) -> Any:
    return special.ellipk(x)


def legendre_polynomial(x: Any) -> Any:
    return special.eval_legendre(3, x)


KINKS: list[tuple[Callable[[Any], Any], Any, Any]] = [
    (abs_, [-1.0, 0.0, 2.0], [-1.0, 0.0, 1.0]),
    (builtin_abs, 0.0, 0.0),
    (fabs, 0.0, 0.0),
    (maximum_of_constant, [-1.0, 0.0, 2.0], [0.0, 0.0, 1.0]),
    (minimum_of_constant, [-1.0, 0.0, 2.0], [1.0, 0.0, 0.0]),
    (maximum_of_both, [-1.0, 0.0, 2.0], [1.0, 1.0, 1.0]),
    (maximum_of_two, [3.0, 3.0], [0.5, 0.5]),
    (minimum_of_two, [3.0, 3.0], [0.5, 0.5]),
    (builtin_max, [3.0, 3.0], [0.5, 0.5]),
    (largest_of_three, [2.0, 2.0, 2.0], [1 / 3, 1 / 3, 1 / 3]),
    (largest_of_three, [2.0, 1.0, 2.0], [0.5, 0.0, 0.5]),
    (largest_with_constant, [2.0, 1.0], [0.0, 0.0]),
    (largest_with_constant, [3.0, 3.0], [0.5, 0.5]),
    (smallest_of_list, [1.0, 4.0, 1.0], [1.0, 0.0, 1.0]),
    (largest_of_array, [1.0, 3.0, 3.0], [0.0, 0.5, 0.5]),
    (builtin_max_of_constant, 0.0, 0.0),
    (max_, [1.0, 3.0, 3.0], [0.0, 0.5, 0.5]),
    (min_of_rows, [1.0, 1.0, 2.0, 0.0], [0.5, 0.5, 0.0, 1.0]),
    (sort, [2.0, 1.0, 2.0, 2.0], [2.0, 0.0, 2.0, 2.0]),
    (clip, [0.0, 0.5, 1.0], [0.0, 1.0, 0.0]),
    (clip_at_active, [1.0, 3.0, 3.0], [1.0, 0.5, 0.5]),
    (maximum_begun_with, [1.0, 3.0, 3.0], [0.0, 0.5, 0.5]),
    (pieces, [-1.0, 0.0, 1.0], [-1.0, 0.0, 2.0]),
    (norm, [0.0, 0.0], [0.0, 0.0]),
    (std, [2.0, 2.0], [0.0, 0.0]),
    (hypot, [0.0, 0.0], [0.0, 0.0]),
    (sign, [0.0, -2.0], [0.0, -1.0]),
    (floor, [1.0, 2.5], [1.0, 2.0]),
    (square, [0.0, -1.0], [0.0, -2.0]),
    (cube, [0.0, -1.0], [0.0, 3.0]),
    (zero_to_the, 2.0, 0.0),
    (negative_to_the, 2.0, 0.0),
    (prod_one_zero, [2.0, 0.0, 3.0], [0.0, 6.0, 0.0]),
    (prod_one_zero, [0.0, 0.0, 3.0], [0.0, 0.0, 0.0]),
    (median, [1.0, 3.0, 2.0, 4.0], [0.0, 0.5, 0.5, 0.0]),
    (median, [2.0, 2.0, 1.0], [0.5, 0.5, 0.0]),
    (quantile, [1.0, 2.0, 2.0, 2.0, 5.0], [0.0, 1 / 3, 1 / 3, 1 / 3, 0.0]),
    (percentile, [3.0, 1.0, 3.0], [0.5, 0.0, 0.5]),
    (largest_of_nothing_more, [1.0, 3.0], [0.0, 0.0]),
    (arctan2, [0.0, 0.0], [0.0, 0.0]),
    (vector_norm_of_one, [0.0, -2.0], [0.0, -1.0]),
    (vector_norm_of_infinity, [3.0, -3.0, 1.0], [0.5, -0.5, 0.0]),
    (count_of_nonzero, [0.0, 2.0], [0.0, 0.0]),
    (row_norm, [1.0, 1.0, 2.0, 0.0], [0.5, 0.5, 0.5, 0.0]),
    (spectral_norm, [2.0, 2.0], [0.5, 0.5]),
    (spread, [1.0, 3.0, 3.0], [-1.0, 0.5, 0.5]),
    (unique, [2.0, 1.0, 2.0], [1.0, 1.0, 1.0]),
    (partition, [2.0, 1.0, 2.0], [0.5, 1.0, 0.5]),
    (running_maximum, [1.0, 1.0, 2.0], [2.0, 0.0, 1.0]),
    (interpolated, [-1.0, 0.0, 1.0, 1.5, 2.0], [0.0, 0.0, 1.0, 2.0, 0.0]),
    (remainder, [2.0, 1.0], [1.0, 1.0]),
    (rounded, [0.5, 1.5], [0.0, 2.0]),
    (step, [0.0, 1.0, -1.0], [0.5, 1.0, 0.0]),
    (copysign, [0.0, 1.0], [0.0, -1.0]),
    (sinc, [0.0], [0.0]),
    (chosen, [0.0, 1.0], [-2.0, 1.0]),
    (guarded_log, [0.0, -1.0, 2.0], [0.0, 0.0, 0.5]),
    (guarded_quotient, [0.0], [0.0]),
    (determinant, [1.0, 2.0, 2.0, 4.0], [4.0, -2.0, -2.0, 1.0]),
    (running_product, [2.0, 0.0, 3.0], [1.0, 8.0, 0.0]),
    (log_of_exponentials, [1000.0, 1000.0], [0.5, 0.5]),
    (power_of_itself, [0.0, 2.0], [0.0, 0.0]),
    (nan_left_out, [1.0, np.nan], [1.0, 0.0]),
    (replaced, [1.0, np.nan, np.inf], [1.0, 0.0, 0.0]),
    (remainder_of_a_multiple, 0.2, -148.0),
    (remainder_of_a_number, 0.2, -148.0),
    (nearest_remainder, 4.6, -7.0),
    (direction_of_nothing, 0.0, 0.0),
    (left_of_everything, [-1.0, -2.0], [0.0, 0.0]),
    (beside_the_unit_interval, [-1.0, 2.0], [0.0, 0.0]),
    (weight_of_an_impossible_time, 2.0, 0.0),
    (logarithm_of_what_has_no_weight, [0.0, 0.5], [0.0, 4.0]),
]


@pytest.mark.parametrize(
    ("function", "x", "expected"), KINKS, ids=lambda value: getattr(value, "__name__", "")
)
def test_at_a_kink(function: Callable[[Any], Any], x: Any, expected: Any) -> None:
    point = np.array(x) if isinstance(x, list) else x
    with np.errstate(all="ignore"):  # primals compute what they do not choose
        found = tangentgen.grad(function)(point)
    np.testing.assert_allclose(found, expected, atol=1e-15)

    direction = np.random.default_rng(0).normal(size=np.shape(x))
    direction = direction if isinstance(x, list) else float(direction)
    with np.errstate(all="ignore"):
        _, tangent = tangentgen.jvp(function)(point, tangents=direction)
    np.testing.assert_allclose(tangent, np.sum(np.asarray(expected) * direction), atol=1e-15)


SECOND: list[tuple[Callable[[Any], Any], float, float]] = [
    (sinc, 0.0, -(np.pi**2) / 3),
    (dilogarithm, 1.0, 0.5),
    (first_elliptic_integral, 0.0, 9 * np.pi / 64),
    (legendre_polynomial, 1.0, 15.0),
]


@pytest.mark.parametrize(("function", "x", "expected"), SECOND)
def test_twice_where_a_formula_is_one_of_0_by_0(
    function: Callable[[Any], Any], x: float, expected: float
) -> None:
    _, found = tangentgen.vjp(tangentgen.grad(function))(x, cotangent=1.0)
    assert found == pytest.approx(expected, rel=1e-12)
    _, forward = tangentgen.jvp(tangentgen.grad(function))(x, tangents=1.0)
    assert forward == pytest.approx(expected, rel=1e-12)
