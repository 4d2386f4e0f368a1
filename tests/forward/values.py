"""Programs that need the right tangent defined, of the right shape, at the right moment."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

WEIGHTS = np.ones(2)


class State(NamedTuple):
    x: float
    v: float


@dataclass
class Body:
    x: float
    v: float = 0.0

    def step(self, h):
        return Body(self.x + h * self.v, self.v - h * self.x)


def step(state, h):
    return State(state.x + h * state.v, state.v - h * state.x)


def number_plus_array(x, s):
    return np.exp(s + x), np.sum(x - s)


def smaller_arrays(m, x):
    return (m - x) * m, np.maximum(m, x)


def chosen_from_smaller(m, x):
    return np.where(m > 1.0, x, 2.0), np.where(m > 1.0, m, x)


def sum_from_zero(x, n):
    total = 0
    for i in range(n):
        total += x[i] * i
    return total


def none_at_first(x, n):
    product = None
    for i in range(n):
        product = x[i] if product is None else product * x[i]
    return product


def inactive_in_one_branch(s, t):
    z = t
    if s > 0:
        z = 3
    return z * s


def tuple_of_all_kinds(s):
    p = (s, 3, 2.0)
    a, b, c = p
    return a * b * c, p


def dict_of_all_kinds(s):
    d = {"a": s * 2, "n": 3, "w": np.ones(2), "none": None}
    return d["a"] * d["n"] * d["w"], d


def list_of_lists(s):
    return [s, [s * 2, 1]], {"a": (s,), "b": None}


def unpacked_at_once(s):
    (a, b), c = (s, s * 2), s + 1
    a, b = b, a
    return a * b + c / a


def starred_constants(s):
    a, b, *_ = 1.0, 2.0, 3.0
    a = a * s
    return a * b


def sorted_by_itself(x):
    i = np.argsort(x)
    return x[i] * np.arange(4.0)


def while_loop(s, n):
    while n > 0:
        s = math.sin(s) * s
        n -= 1
    return s


def not_defined_elsewhere(t):
    return math.log(t) * math.sqrt(t) if t > 0 else 0.0


def chosen_in_chosen(t):
    y = math.sqrt(t) * 2 if t > 0 else (t if t < -1 else -t)
    return y * 2


def scaled(u, by=2.0, *, k=1):
    if by > 1:
        return u * by, k
    return u, k


def weighted(u, w=WEIGHTS):
    return u * w


def defaults(x):
    a, k = scaled(x, k=3)
    b, _ = scaled(a, 0.5)
    return a * b * k


def default_array(s):
    return weighted(s) + weighted(s, w=s)


def arrays_of_numbers(s):
    return np.array([s, 2.0, s * s]), np.stack([np.ones(2) * s, np.zeros(2)])


def named_tuples(s, h):
    state = State(s, 0.0)
    for _ in range(3):
        state = step(state, h)
    return state


def objects(s, h):
    body = Body(s, 0.0)
    for _ in range(3):
        body = body.step(h)
    return body.x * body.v


def value_read_by_its_own_tangent(x):
    x = np.exp(x)
    x = np.tanh(x * x) / 9.0
    x = x * np.exp(x)
    return np.sqrt(x * x) / x


def names_like_ours(s):
    s_dot = s * 2
    tangents = s_dot * s
    ans = tangents + s
    return ans


def linear_algebra(a, x):
    y = np.linalg.solve(a, x)
    return np.linalg.inv(a) @ y, np.linalg.det(a), a.T @ x


def statistics(x):
    return np.mean(x), np.var(x), np.std(x), np.prod(x), np.cumsum(x), np.linalg.norm(x)


def quotients(x, s):
    y = -x / s
    return y**2 / (2.5 + y) / 3.0 - 2 / x


def powers(s, t):
    return s ** (t * t), 2.0**s, s // 2, s % 0.4


def checked(s):
    assert s > 0
    if s > 100:
        raise ValueError(s)
    return s * s


def broadcast(x):
    y = np.broadcast_to(x, (3, 4))
    return y * y, np.sum(y, axis=0)


def two_in_one_statement(s):
    i = 0
    while s < 10 and i < 5:
        s, i = s * 1.5, i + 1
    return s


def parameters_in_lists(pair, x):
    weights, shifts = pair
    for k in range(len(weights)):
        x = np.tanh(weights[k] @ x + shifts[k])
    return x
