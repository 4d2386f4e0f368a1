"""What is returned stays as it was: the reverse sweep changes containers and arrays again."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

import tangentgen as tg


class Record:
    pass


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.history = []

    def grow(self, rate):
        self.balance = self.balance * rate
        self.history.append(self.balance)


@dataclasses.dataclass
class Pair:
    x: float
    y: float = 0.0


def record(x):
    made = Record()
    made.value = x * 2.0
    made.value = made.value * x
    return made


def table(x):
    made = {"a": x}
    made["a"] = made["a"] * x
    made["b"] = x * 3.0
    made["a"] = made["a"] * made["b"]
    return made


def pair(x):
    made = Pair(x)
    made.x = made.x * x
    made.y = made.x * x
    made.x = made.y * x
    return made


def account(x):
    made = Account(x)
    for k in range(1, 4):
        made.grow(k * x)
    return made


def rows(x):
    made = [np.zeros(2) for _ in range(2)]
    made[0][0] = x
    made[1] = made[0] * x
    made[0][0] = made[1][0] * x
    return made


def looped(z, steps):
    for _ in range(steps):
        z = np.sin(z) * z
    return z


def scaled(u, c):
    for i in range(1, len(u)):
        u[i] *= c * u[i - 1]


def by_helpers(x):
    u = looped(x, 3) * np.ones(3)
    for _ in range(2):
        scaled(u, x)
    return {"u": u, "last": u[2]}


RETURNING = [record, table, pair, account, rows, by_helpers]


def parts(tree: Any) -> list[float]:
    """The numbers in a structure."""
    if isinstance(tree, np.ndarray):
        return list(tree.ravel())
    if isinstance(tree, dict):
        return [n for item in tree.values() for n in parts(item)]
    if isinstance(tree, list | tuple):
        return [n for item in tree for n in parts(item)]
    return parts(vars(tree)) if hasattr(tree, "__dict__") else [tree]


def ones(tree: Any) -> Any:
    """The same structure, full of ones."""
    if isinstance(tree, np.ndarray):
        return np.ones_like(tree)
    if isinstance(tree, dict):
        return {key: ones(item) for key, item in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(map(ones, tree))
    if not hasattr(tree, "__dict__"):
        return 1.0
    made = object.__new__(type(tree))
    vars(made).update(ones(vars(tree)))
    return made


def slope(f: Any, x: float) -> float:
    return (sum(parts(f(x + 1e-6))) - sum(parts(f(x - 1e-6)))) / 2e-6


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("f", RETURNING)
def test_a_value_is_the_primals(f: Any, optimize: bool) -> None:
    value, gradient = tg.vjp(f, optimize=optimize)(1.3, cotangent=ones(f(1.3)))
    assert parts(value) == pytest.approx(parts(f(1.3)))
    assert gradient == pytest.approx(slope(f, 1.3))


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("f", RETURNING)
def test_a_pullback_leaves_the_value_and_runs_again(f: Any, optimize: bool) -> None:
    value, back = tg.pullback(f, optimize=optimize)(1.3)
    for _ in range(3):
        assert back(ones(f(1.3))) == pytest.approx(slope(f, 1.3))
        assert parts(value) == pytest.approx(parts(f(1.3)))


def test_numbers_of_a_cotangent_may_be_arrays_of_no_axis() -> None:
    def f(x, n):
        values = []
        for k in range(n):
            values.append(x * k)
        total = 0.0
        for value in values:
            total += value * value
        return values, total

    one = np.array(1.0)
    cotangent = ([one, one, one], np.array(3.0))
    _, gradient = tg.vjp(f)(1.3, 3, cotangent=cotangent)
    assert gradient == pytest.approx(3.0 + 3.0 * 2.0 * 1.3 * 5.0)
    assert one == 1.0


def test_rows_of_a_jacobian_through_helpers() -> None:
    def f(x):
        u = looped(x, 3) * np.ones(3)
        scaled(u, x[0])
        return u

    x = np.array([1.3, 0.4, 0.9])
    reverse, forward = (tg.jacobian(f, mode=mode)(x) for mode in ("reverse", "forward"))
    np.testing.assert_allclose(reverse, forward, rtol=1e-12)
