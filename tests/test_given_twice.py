"""Arrays that a call gives back twice, and writes to one of the two: right or refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from tangentgen import grad, jvp
from tests.support.outcomes import or_refused
from tests.support.snippets import dedented, module_of

MAKERS = {
    "array and view": ("return a, a[1:]", "a, v = made"),
    "nested": ("return a, (a, [a[1:]])", "a, (_, (v,)) = made"),
    "dict": ('return {"a": a, "v": a[1:]}', 'a, v = made["a"], made["v"]'),
    "views popped": ("return a, [a[1:], a[1:]]", "a, views = made\n    v = views.pop()"),
    "one row often": (
        "rows = []\n    for _ in range(2):\n        rows.append(a)\n    return rows",
        "a, v = made[0], made[1][1:]",
    ),
    "object": ("return Box(a)", "a, v = made.a, made.v"),
}
TEXT = """
import numpy as np


class Box:
    def __init__(self, a):
        self.a = a
        self.v = a[1:]


def maker(x):
    a = {array}
    {ending}


def f(x):
    made = maker(x)
    {taking}
    v[:] = x[1:] ** 2
    return np.sum(a * x)
"""
ACTIVE = ["x * x", "np.outer(x, x)[0]"]
X = np.array([1.2, 2.0, 3.0])


def program(array: str, maker: str) -> Callable[..., float]:
    ending, taking = MAKERS[maker]
    return module_of(dedented(TEXT.format(array=array, ending=ending, taking=taking))).f


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("array", ["np.zeros(3)", *ACTIVE])
@pytest.mark.parametrize("maker", MAKERS)
def test_written_under_one_of_two_names(maker: str, array: str, optimize: bool) -> None:
    f = program(array, maker)
    first = 3 * X[0] ** 2 if array in ACTIVE else 0.0
    want = np.array([first, *(3 * X[1:] ** 2)])
    with or_refused():
        np.testing.assert_allclose(grad(f, optimize=optimize, cache=False)(X), want)
    with or_refused():
        forward = jvp(f, optimize=optimize, cache=False)
        _, tangent = forward(X, tangents=np.ones(3))
        np.testing.assert_allclose(tangent, want.sum())
        twice = jvp(partial(forward, tangents=np.ones(3)), optimize=optimize, cache=False)
        _, (_, second) = twice(X, tangents_2=np.ones(3))
        np.testing.assert_allclose(second, 6 * (X.sum() if array in ACTIVE else X[1:].sum()))
