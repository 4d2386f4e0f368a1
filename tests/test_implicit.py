"""Solutions of equations, and integrals: by the equation at the solution, not by its iterations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import tangentgen as tg
from tangentgen.errors import UnsupportedSyntax
from tests.support import compare

optimize = pytest.importorskip("scipy.optimize", reason="the extra 'scipy' is not installed")
integrate = pytest.importorskip("scipy.integrate", reason="the extra 'scipy' is not installed")


def cosine(x, a):
    return a * np.cos(x)


def layer(x, w):
    return np.tanh(w @ x) + 0.1


def cube(x, a):
    return x**3 - a


def system(x, a):
    return np.stack([x[0] ** 2 + a * x[1] - 3.0, x[1] ** 3 - x[0] * a])


def cost(x, a):
    return np.sum((x - a) ** 2) + np.sum(x * x) * a[0]


def bell(t, p):
    return np.exp(-p * t * t)


def iterated(a):
    return tg.fixed_point(cosine, 0.5, a) ** 2


def equilibrium(w, k):
    x = tg.fixed_point(layer, np.zeros(3), k * w)
    return np.sum(x * x)


def newton(a):
    x = tg.root(cube, 1.0, a)
    return x * a


def bracketed(a):
    return optimize.brentq(cube, 0.0, 10.0, args=(a,), xtol=1e-13) * a


def solved(a):
    return np.sum(optimize.fsolve(system, np.ones(2), args=(a,), xtol=1e-13) ** 2)


def solved_in_loop(a):
    s = 0.0
    for k in range(3):
        s = s + optimize.root(system, np.ones(2), args=(a + k * s,), tol=1e-13).x[0] * a
    return s


def nearest(a):
    found = optimize.minimize(cost, np.zeros(2), args=(a,), tol=1e-10)
    return np.sum(found.x * a)


def area(p, b):
    return integrate.quad(bell, 0.5 * b, b, args=(p,))[0] * p


def prey(t, y, a, b):
    return np.stack([a * y[0] - b * y[0] * y[1], b * y[0] * y[1] - y[1]])


TIMES = np.linspace(0.0, 2.0, 5)


def hunted(y0, a, b):
    sol = integrate.solve_ivp(
        prey, (0.0, 2.0), y0, t_eval=TIMES, args=(a, b), rtol=1e-10, atol=1e-12
    )
    return np.sum(sol.y[0] ** 2) + sol.y[1, -1]


def relaxing(t, y, w):
    return np.tanh(w @ y)


def final(y0, w):
    times = (0.0, 1.0)
    y = integrate.solve_ivp(relaxing, times, y0, args=(w,), rtol=1e-10, atol=1e-12).y[:, -1]
    return np.sum(y * y)


W = 0.3 * np.random.default_rng(0).normal(size=(3, 3))
PRIMALS = [
    (iterated, (0.7,), 0, 2),
    (equilibrium, (W, 0.8), ("w", "k"), 2),
    (newton, (3.0,), 0, 2),
    (bracketed, (3.0,), 0, 2),
    (solved, (1.3,), 0, 2),
    (solved_in_loop, (1.3,), 0, 1),
    (area, (1.3, 0.8), ("p", "b"), 1),
    (hunted, (np.array([1.0, 0.5]), 1.1, 0.7), ("y0", "a", "b"), 1),
    (final, (np.array([1.0, 0.5, -0.3]), W), ("y0", "w"), 1),
]


@pytest.mark.parametrize(
    ("f", "args", "wrt", "order"), PRIMALS, ids=[p[0].__name__ for p in PRIMALS]
)
def test_by_both_modes_and_differences(f: Any, args: Any, wrt: Any, order: int) -> None:
    tg.check_grads(f, args, wrt, order=order)


def test_a_minimum() -> None:
    a = np.array([1.0, 0.5])
    solution = a / (1.0 + a[0])  # what the iterations find to seven digits
    x = solution
    by_hand = x + (a - np.array([np.sum(x * a), 0.0])) / (1.0 + a[0])
    compare.assert_close(tg.grad(nearest)(a), by_hand, "gradient", 1e-5)


def test_nothing_is_unrolled() -> None:
    derived = tg.grad(iterated)
    derived(0.7)
    assert "stack" not in derived.source and "tangentgen" not in derived.source


def test_what_is_not_known_is_refused() -> None:
    def inner(a):
        return optimize.brentq(lambda x: x**3 - a, 0.0, 10.0)

    def option(a):
        return tg.fixed_point(cosine, 0.5, 1.0, tolerance=a)

    for f, what in ((inner, "not known|not the user.s"), (option, "active option")):
        with pytest.raises(UnsupportedSyntax, match=what):
            tg.grad(f)(3.0)
        with pytest.raises(UnsupportedSyntax, match=what):
            tg.jvp(f)(3.0, tangents=1.0)
