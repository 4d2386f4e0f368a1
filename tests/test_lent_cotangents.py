"""Cotangents of numbers that are arrays of no axes: the caller's, which nobody changes."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tangentgen import pullback, vjp
from tests.support import compare
from tests.support.trees import leaves, map_leaves


@dataclass
class Both:
    a: float
    b: float


def grown(x: float, y: float) -> float:
    z = x
    for _ in range(2):
        z = z + x * y
    return z


def with_square(x: float) -> tuple[float, float]:
    return x, x * x


def item_replaced(x, y):
    xs = [x, 2 * x]
    s = xs[0] * y
    xs[0] = y * x
    return xs, s


def item_read(x, y):
    kept = {"a": x * y, "b": x}
    return kept, kept["a"] * y


def as_given(x, y):
    return x, y


def nested(x, y):
    z = x * y
    return (z, x), z * y


def by_helper(x, y):
    z = grown(x, y)
    return z, grown(z, x)


def two_of_helper(x, y):
    u, v = with_square(x)
    return u, v * y


def in_loop(x, y):
    s = x
    for _ in range(3):
        s = s * y + x
    return s, x


def of_object(x, y):
    p = Both(x, x * y)
    return p, p.a * y


def added_to(x, y):
    t = 0.0
    t += x
    u = t
    u *= y
    return t, u


def of_list(xs):
    a, b = xs
    return (a, b), a * b


def list_itself(xs):
    return xs


PRIMALS = [
    *(item_replaced, item_read, as_given, nested, by_helper, two_of_helper),
    *(in_loop, of_object, added_to, of_list, list_itself),
]


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("f", PRIMALS)
def test_left_as_they_are(f: Callable[..., Any], optimize: bool) -> None:
    wrt = tuple(inspect.signature(f).parameters)
    args: tuple[Any, ...] = ([2.0, 3.0],) if wrt == ("xs",) else (2.0, 3.0)
    wanted = wrt if len(wrt) > 1 else wrt[0]
    counter = iter(range(1, 10))
    cotangent = map_leaves(lambda _: np.array(float(next(counter))), f(*args))
    before = copy.deepcopy(cotangent)
    derivative = vjp(f, wrt=wanted, optimize=optimize, cache=False)
    value, gradients = derivative(*args, cotangent=cotangent)
    _, back = pullback(f, wrt=wanted, optimize=optimize, cache=False)(*args)
    found = [gradients, back(cotangent), back(cotangent)]
    compare.assert_same(cotangent, before, "the cotangent")
    compare.assert_separate((value, found), cotangent, "a result")
    plain = map_leaves(float, before)
    _, want = derivative(*args, cotangent=plain)
    for each in found:
        compare.assert_close(each, want, "gradient", 1e-14)
        assert all(isinstance(leaf, float) for leaf in leaves(each))
