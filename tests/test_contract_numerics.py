"""The contract, case by case: numbers at kinks, at the edges of functions and of the range."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tangentgen import grad, jvp
from tests.support.derivatives import Problem, selection
from tests.support.outcomes import REFUSED, outcome
from tests.support.snippets import function_of

HALF = 0.5
THIRD = 1.0 / 3.0

# expression of x (or x and y), the point, the gradient
KINKS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("abs(x)", {"x": 0.0}, {"x": 0.0}),
    ("np.sum(np.abs(x))", {"x": [0.0, -2.0]}, {"x": [0.0, -1.0]}),
    ("np.sum(np.absolute(x))", {"x": [0.0, 2.0]}, {"x": [0.0, 1.0]}),
    ("np.sum(np.maximum(x, 0.0))", {"x": [0.0, 1.0, -1.0]}, {"x": [0.0, 1.0, 0.0]}),
    ("np.sum(np.maximum(0, x))", {"x": [0.0, 1.0]}, {"x": [0.0, 1.0]}),
    ("np.sum(np.minimum(x, 0.0))", {"x": [0.0, 1.0, -1.0]}, {"x": [0.0, 0.0, 1.0]}),
    (
        "np.sum(np.maximum(x, y))",
        {"x": [1.0, 2.0], "y": [1.0, 0.0]},
        {"x": [HALF, 1.0], "y": [HALF, 0.0]},
    ),
    (
        "np.sum(np.minimum(x, y))",
        {"x": [1.0, 2.0], "y": [1.0, 0.0]},
        {"x": [HALF, 0.0], "y": [HALF, 1.0]},
    ),
    ("np.max(x)", {"x": [3.0, 1.0, 3.0, 3.0]}, {"x": [THIRD, 0.0, THIRD, THIRD]}),
    ("np.min(x)", {"x": [1.0, 1.0, 3.0]}, {"x": [HALF, HALF, 0.0]}),
    ("x.max()", {"x": [2.0, 2.0]}, {"x": [HALF, HALF]}),
    (
        "np.sum(np.max(x, axis=1))",
        {"x": [[1.0, 1.0], [0.0, 2.0]]},
        {"x": [[HALF, HALF], [0.0, 1.0]]},
    ),
    ("np.sum(np.sort(x) * np.arange(2.0))", {"x": [1.0, 1.0]}, {"x": [HALF, HALF]}),
    ("np.sum(np.sign(x) + x)", {"x": [0.0, 2.0]}, {"x": [1.0, 1.0]}),
    ("np.sum(np.floor(x) * x)", {"x": [1.5, -0.5]}, {"x": [1.0, -1.0]}),
]


def kink(body: str, point: dict[str, Any]) -> tuple[Any, tuple[str, ...], list[Any]]:
    args = [np.array(v) if isinstance(v, list) else v for v in point.values()]
    return function_of(body, ", ".join(point)), tuple(point), args


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize(("body", "point", "gradient"), KINKS)
def test_kinks_in_reverse_mode(
    body: str, point: dict[str, Any], gradient: dict[str, Any], optimize: bool
) -> None:
    f, names, args = kink(body, point)
    got = grad(f, wrt=names, optimize=optimize)(*args)
    got = got if len(names) > 1 else (got,)
    for name, x_bar in zip(names, got, strict=True):
        np.testing.assert_allclose(x_bar, gradient[name], err_msg=name)


@pytest.mark.parametrize(("body", "point", "gradient"), KINKS)
def test_kinks_in_forward_mode(
    body: str, point: dict[str, Any], gradient: dict[str, Any], rng: np.random.Generator
) -> None:
    f, names, args = kink(body, point)
    dots = [rng.normal(size=np.shape(x)) if np.ndim(x) else float(rng.normal()) for x in args]
    given = tuple(dots) if len(dots) > 1 else dots[0]
    _, tangent = jvp(f, wrt=selection(names))(*args, tangents=given)
    want = sum(np.sum(np.asarray(gradient[n]) * d) for n, d in zip(names, dots, strict=True))
    np.testing.assert_allclose(tangent, want, rtol=1e-12)


# expression, point, gradient by x: no NaN or infinity from a partial that nobody asked for
EDGES: list[tuple[str, Any, Any]] = [
    ("x ** 2", 0.0, 0.0),
    ("x ** 1", 0.0, 1.0),
    ("x ** 0", 0.0, 0.0),
    ("x ** 3.0", -2.0, 12.0),
    ("np.sum(x ** 2)", [0.0, -1.0], [0.0, -2.0]),
    ("np.sum(np.power(x, 3))", [0.0, -1.0], [0.0, 3.0]),
    ("0.0 ** x", 2.0, 0.0),
    ("x ** x", 2.0, 4.0 * (np.log(2.0) + 1.0)),
    ("x ** 0.5", 4.0, 0.25),
    ("np.sum(np.where(x > 0, np.sqrt(x), 0.0))", [0.0, 4.0], [0.0, 0.25]),
    ("np.sum(np.where(x != 0, np.sin(x) / np.where(x != 0, x, 1.0), 1.0))", [0.0], [0.0]),
    ("np.sum(np.tanh(x))", [1000.0, -1000.0, 0.0], [0.0, 0.0, 1.0]),
    ("np.sum(np.logaddexp(0.0, x))", [1000.0, -1000.0], [1.0, 0.0]),
    ("np.log(np.sum(np.exp(x - np.max(x)))) + np.max(x)", [1000.0, 1000.0], [0.5, 0.5]),
    ("np.logaddexp(x[0], x[1])", [1000.0, 1000.0], [0.5, 0.5]),
    ("np.sum(1.0 / (1.0 + np.exp(-x)))", [700.0], [0.0]),
    ("np.sum(np.arctan(x))", [1e200, -1e200], [0.0, 0.0]),
    ("np.sum(x / (1.0 + np.abs(x)))", [1e160], [0.0]),
    ("np.hypot(x[0], x[1])", [3e200, 4e200], [0.6, 0.8]),
    ("np.linalg.norm(x)", [3.0, 4.0], [0.6, 0.8]),
    ("np.sum(np.sqrt(x * x + 1e-300))", [0.0], [0.0]),
]


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize(("body", "point", "gradient"), EDGES)
def test_edges(body: str, point: Any, gradient: Any, optimize: bool) -> None:
    f, _, (x,) = kink(body, {"x": point})
    with np.errstate(over="ignore"):  # inside; what comes out is finite
        got = grad(f, optimize=optimize)(x)
        _, tangent = jvp(f)(x, tangents=np.ones_like(x) if np.ndim(x) else 1.0)
    assert np.all(np.isfinite(got)) and np.isfinite(tangent), (got, tangent)
    if gradient is not None:
        np.testing.assert_allclose(got, gradient, rtol=1e-12, atol=1e-300)
        np.testing.assert_allclose(tangent, np.sum(gradient), rtol=1e-12, atol=1e-300)


WHERE_SAFE = [
    ("np.sum(np.where(x > 0, np.log(x), 0.0))", [0.0, -1.0, 2.0], [0.0, 0.0, 0.5]),
    ("y = np.log(x); np.sum(np.where(x > 0, y, 0.0))", [0.0, 2.0], [0.0, 0.5]),
    ("y = 1.0 / x; np.sum(np.where(x > 0, y, x))", [0.0, 2.0], [1.0, -0.25]),
    ("np.sum(np.where(x <= 0, 0.0, np.sqrt(x)))", [0.0, 4.0], [0.0, 0.25]),
    ("np.sum(np.where(x > 0, np.sqrt(np.log(x + 1.0)), x))", [-1.0, 0.0], [1.0, 1.0]),
    ("np.sum(np.where(x > 0, x ** 0.5, 0.0))", [0.0, 4.0], [0.0, 0.25]),
    ("np.sum(np.where(np.abs(x) < 1, np.arcsin(x), 0.0))", [1.0, 0.0, 2.0], [0.0, 1.0, 0.0]),
]


@pytest.mark.parametrize(("body", "point", "gradient"), WHERE_SAFE)
def test_the_branch_not_taken_brings_no_nan(body: str, point: Any, gradient: Any) -> None:
    f, _, (x,) = kink(body, {"x": point})
    with np.errstate(all="ignore"):  # the primal itself computes both branches
        got = grad(f)(x)
        _, tangent = jvp(f)(x, tangents=np.ones_like(x))
    np.testing.assert_allclose(got, gradient)
    np.testing.assert_allclose(tangent, np.sum(gradient))


def test_nan_and_infinity_come_through() -> None:
    f = function_of("np.sum(x * x * s)", "x, s")
    with np.errstate(all="ignore"):
        x_bar = grad(f)(np.array([np.nan, np.inf, 1.0]), 2.0)
        np.testing.assert_array_equal(x_bar, [np.nan, np.inf, 4.0])
        s_bar = grad(f, wrt="s")(np.array([np.inf, 1.0]), 0.0)
    assert np.isinf(s_bar)


@pytest.mark.parametrize("body", ["np.sum(x * 0.0)", "np.sum(x - x)", "np.sum(np.log(np.exp(x)))"])
def test_algebra_keeps_nan(body: str) -> None:
    """What the primal makes NaN stays NaN: nothing is rewritten as for real numbers."""
    f = function_of(f"y = {body}; y * y")
    with np.errstate(all="ignore"):
        value, _ = jvp(f)(np.array([np.nan, np.inf]), tangents=np.ones(2))
    assert np.isnan(value)


def test_random_numbers_are_drawn_once() -> None:
    """The generator that is passed in advances as in the primal."""
    f = function_of(
        "y = x * noise.normal(size=3); y = y * (1.0 + noise.random()); np.sum(y * y)", "x, noise"
    )
    x = np.array([1.0, 2.0, 3.0])
    primal, ours = np.random.default_rng(5), np.random.default_rng(5)
    want = f(x, primal)
    what, _ = outcome(Problem(f, ("x",), (x, np.random.default_rng(5))), np.random.default_rng(0))
    if what != REFUSED:
        x_bar = grad(f)(x, ours)
        assert ours.bit_generator.state == primal.bit_generator.state
        np.testing.assert_allclose(np.sum(x_bar * x) / 2.0, want)  # f is quadratic in x


def test_the_same_on_every_run() -> None:
    f = function_of("np.max(x) * np.sum(np.sort(x) ** 2)")
    df = grad(f)
    x = np.array([1.0, 2.0, 2.0, -1.0])
    first = df(x)
    assert all(np.array_equal(df(x), first) for _ in range(5))


@pytest.mark.parametrize("optimize", [True, False])
def test_the_slope_of_a_sum_of_nothing_is_asked_for_by_nothing(optimize: bool) -> None:
    def length(xs: list[float], y: float) -> float:
        far = [v * v for v in xs if v > 1.5]
        return math.sqrt(sum([w * y for w in far])) + y * y

    slopes = grad(length, wrt=("xs", "y"), optimize=optimize)
    assert slopes([1.0, 0.5], 0.4) == ([0.0, 0.0], 0.8)
    assert slopes([1.0, 2.0], 0.4)[0][1] == pytest.approx(math.sqrt(0.4))
