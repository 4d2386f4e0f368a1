"""Derivatives inside functions that are differentiated, and derivatives of derivatives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import tangentgen as tg
from tangentgen import grad, hvp, jacobian, jvp, value_and_grad, vjp
from tangentgen.errors import UnsupportedSyntax


def plus(y, x):
    return x + y


def confused(x):
    return x * grad(plus)(1.0, x)


def cube(x):
    return x * x * x


cube_slope = grad(cube)


def mixed(x, w):
    value, slope = value_and_grad(cube)(x)
    return np.sum(w * w) * cube_slope(x) + slope * jvp(cube)(x, tangents=value)[1]


def energy(x):
    return np.sum(np.sin(x) * x)


def descended(x, rate):
    for _ in range(3):
        x = x - rate * grad(energy)(x)
    return energy(x)


def curved(x):
    return np.sum(hvp(energy)(x, vector=x * x))


def waves(x):
    return np.sin(x) * x[::-1]


def spread(x):
    return np.sum(jacobian(waves, mode="forward")(x) ** 2)


def pulled(x):
    value, gradient = vjp(waves)(x, cotangent=x * x)
    return np.sum(value * gradient)


POINT = np.array([0.4, 1.1])
PRIMALS = [
    (mixed, (1.3, POINT), ("x", "w"), 2),
    (descended, (POINT, 0.1), ("x", "rate"), 1),
    (curved, (POINT,), "x", 2),
    (spread, (POINT,), "x", 1),
    (pulled, (POINT,), "x", 2),
]


def test_perturbations_are_not_confused() -> None:
    """Class 47: the inner derivative is by the inner variable alone."""
    assert grad(confused)(1.0) == 1.0
    assert jvp(confused)(1.0, tangents=1.0) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("f", "args", "wrt", "order"), PRIMALS, ids=[p[0].__name__ for p in PRIMALS]
)
def test_derivatives_inside_a_primal(f: Any, args: Any, wrt: Any, order: int) -> None:
    tg.check_grads(f, args, wrt, order=order)


def test_what_is_printed_again_imports_nothing_of_ours() -> None:
    derived = grad(descended, wrt="rate")
    derived(POINT, 0.1)
    assert "tangentgen" not in derived.source
    assert "def energy_grad(x):" in derived.source


def chosen(x, f):
    return x * grad(f)(x)


def test_a_derivative_of_what_is_given() -> None:
    assert grad(chosen)(2.0, cube) == pytest.approx(36.0)  # x * 3 x^2


def test_a_derivative_of_a_lambda_that_is_given() -> None:
    assert grad(chosen)(2.0, lambda x: x**3) == pytest.approx(36.0)


def test_a_derivative_of_what_is_not_known_is_refused() -> None:
    with pytest.raises(UnsupportedSyntax, match="not known before the program runs"):
        grad(chosen)(1.0, lambda x, powers=(3,): x ** powers[0])
