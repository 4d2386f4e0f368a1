"""Helpers give back what they were given by way of a container, and one of the two is written."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tangentgen import grad, jvp
from tests.support.outcomes import or_refused
from tests.support.snippets import dedented, module_of

BODIES = {
    "list": "held = [b * 2.0, b]\n    return held[1]",
    "dict": 'held = {"b": b}\n    return held["b"]',
    "tuple": "held = (b, 1.0)\n    out = held[0]\n    return out",
    "appended": "held = []\n    held.append(b)\n    return held[0]",
    "object": "held = Box(b)\n    return held.b",
    "view": "held = [b]\n    return np.ravel(held[0])",
    "second": "held = [b]\n    return held[0][:], held[0]",
}
TEXT = """
import numpy as np


class Box:
    def __init__(self, b):
        self.b = b


def through(b):
    {body}


def f(x, y):
    v = x + 1.0
    u = through(v){chosen}
    {write}
    return np.sum(u * x) + np.sum(v * v * y)
"""
X, Y = np.array([0.7, -1.2, 0.4, 1.1]), np.array([0.3, 0.9, -0.8, 1.6])
WRITES = ["v[0] += u[1]", "u[0] += v[1]", "v *= u", "u[1:] = y[1:]"]


def program(body: str, write: str) -> Callable[..., float]:
    chosen = "[0]" if body == "second" else ""
    return module_of(dedented(TEXT.format(body=BODIES[body], write=write, chosen=chosen))).f


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("body", BODIES)
def test_given_back_by_way_of_a_container(body: str, write: str, optimize: bool) -> None:
    f = program(body, write)
    step = 1e-6 * np.eye(4)
    want = [(f(X + h, Y) - f(X - h, Y)) / 2e-6 for h in step]
    with or_refused():
        got = grad(f, optimize=optimize, cache=False)(X, Y)
        np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-7)
    with or_refused():
        _, tangent = jvp(f, optimize=optimize, cache=False)(X, Y, tangents=np.ones(4))
        np.testing.assert_allclose(tangent, sum(want), rtol=1e-6)
