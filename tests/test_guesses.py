"""What `show` takes parameters for where nobody has said, and that its text holds for these."""

import ast
import inspect
import math

import numpy as np
import pytest

from tangentgen import grad
from tangentgen.commands.guess import guesses
from tangentgen.commands.numbers import numbers


def logistic(r, x, n):
    for _ in range(n):
        x = r * x * (1 - x)
    return x


def root(a, tolerance):
    x = a
    while abs(x * x - a) > tolerance:
        x = 0.5 * (x + a / x)
    return x


def spread(x, y):
    x = x * y
    x = np.sum(x)
    return x / 2.0


def priced(spot, strike, t):
    return max(spot - strike, 0.0) * math.exp(-t)


def stepped(u, rate, k, flag):
    total = 0.0
    if flag:
        total += rate * u[k]
    else:
        total = np.dot(u, u)
    return -total


def paired(a, b, c, d):
    a, s = a * b, np.sum(c)
    return a if d >= 0.0 else s


def written(x, v):
    x = x.copy()
    x[0] = v
    return x @ x


GUESSED = [
    (logistic, {"r": "float", "x": "float", "n": "int"}),
    (root, {"a": "float", "tolerance": "float"}),
    (spread, {"x": "num", "y": "num"}),
    (priced, {"spot": "float", "strike": "float", "t": "float"}),
    (stepped, {"u": "f8[?]", "rate": "float"}),
    (paired, {"a": "float", "b": "float", "c": "num", "d": "float"}),
    (written, {"x": "f8[?]"}),
]


@pytest.mark.parametrize(
    ("function", "expected"), GUESSED, ids=lambda v: getattr(v, "__name__", "")
)
def test_what_parameters_are_taken_for(function, expected):
    assert guesses(function) == expected


def test_what_is_returned_says_nothing_where_it_may_be_an_array():
    tree = ast.parse(inspect.getsource(logistic)).body[0]
    assert numbers(tree, returned=True) == {"r", "x"}
    assert numbers(tree, returned=False) == frozenset()


def scaled(x, y):
    d = x - 2.0 * y
    return np.sum(np.exp(-d * d) * x**3) + np.mean(d / (1.0 + x * x))


@pytest.mark.parametrize("wrt", ["x", "y"])
@pytest.mark.parametrize("x", [0.7, np.float64(0.7), np.linspace(0.1, 1.0, 6).reshape(2, 3)])
@pytest.mark.parametrize("y", [0.4, np.linspace(0.2, 0.8, 3), np.linspace(0.2, 0.5, 2)[:, None]])
def test_text_for_numbers_or_arrays_holds_for_both(x, y, wrt):
    text = grad(scaled, wrt=wrt, like="x=num y=num", cache=False).source
    given: dict = {}
    exec(text, given)
    got = given["scaled_grad"](x, y)
    values = {"x": np.asarray(x, float), "y": np.asarray(y, float)}
    assert np.shape(got) == np.shape(values[wrt])
    for place in np.ndindex(np.shape(got)):
        shift = np.zeros(np.shape(got))
        shift[place] = 1e-6
        ends = [scaled(**(values | {wrt: values[wrt] + s * shift})) for s in (1, -1)]
        assert np.isclose(np.asarray(got)[place], (ends[0] - ends[1]) / 2e-6, rtol=1e-6, atol=1e-8)


def test_elementwise_powers_need_no_sums_back():
    def cubed(x):
        return np.sum(x**3 * np.sin(x))

    text = grad(cubed, like="x=num", cache=False).source
    assert "unbroadcast" not in text
