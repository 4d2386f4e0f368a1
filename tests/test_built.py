"""Arrays that are built in a trip and then only read, and others that look like them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tangentgen import grad
from tests.support.derivatives import Problem, check_all


def stepped(u0, k, steps):
    u = u0
    for _ in range(steps):
        new = u.copy()
        new[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2])
        new[0] = 0.0
        u = new
    return np.sum(u**2)


def three_levels(u0, k, steps):
    before, u = u0.copy(), u0 * 1.5
    for _ in range(steps):
        new = np.zeros_like(u)
        new[1:-1] = 2 * u[1:-1] - before[1:-1] + k * u[2:] * u[:-2]
        before, u = u, new
    return np.sum(u * before)


def as_a_whole(u0, k, steps):
    u = u0
    for _ in range(steps):
        new = np.sin(u)
        new += k * u
        new *= u
        u = new
    return np.sum(u)


def kept_in_a_list(u0, k, steps):
    states = [u0]
    for n in range(steps):
        new = states[n].copy()
        new[0] = k * new[1] ** 2
        states.append(new)
    total = 0.0
    for state in states:
        total += np.sum(state**2)
    return total


def read_after(u0, k, steps):
    u, total = u0, 0.0
    for _ in range(steps):
        new = np.zeros(len(u))
        for i in range(len(u)):
            new[i] = k * u[i] ** 2 + u[i - 1]
        u = new
        total += np.sum(new * u)
    return total


def built_in_a_branch(u0, k, steps):
    u = u0
    for n in range(steps):
        if n % 2:
            new = u * k
            new[1] = u[0] ** 2
            u = new
        else:
            new = u + k
            new[0] *= u[2]
            u = new
    return np.sum(u)


def the_old_one_changes(u0, k, steps):
    u = u0.copy()
    for _ in range(steps):
        new = u * k
        u[0] = new[1] ** 2
        new[1:] += u[:-1]
        u = new
    return np.sum(u**2)


def named_before(u0, k, steps):
    u = u0.copy()
    for _ in range(steps):
        new = u * k
        other = new
        new[0] = u[1] ** 2
        u = other
    return np.sum(u**2)


def a_view_before(u0, k, steps):
    u = u0.copy()
    for _ in range(steps):
        new = u * k
        inner = new[1:]
        new[1] = u[0] ** 2
        u = np.concatenate([u[:1], inner * new[1]])
    return np.sum(u**2)


def changed_later(u0, k, steps):
    u = u0.copy()
    for _ in range(steps):
        new = u * k
        new[0] = u[1] ** 2
        u = new
        u[1] *= u[0]
    return np.sum(u**2)


def chosen(u0, k, steps):
    u = u0.copy()
    for n in range(steps):
        new = u * k
        u = new if n % 2 else u
        new[0] = u[1] ** 2
    return np.sum(u * new)


def turned(u0, k, steps):
    a, b, c = u0.copy(), u0 * k, np.zeros_like(u0)
    for _ in range(steps):
        c[1:] = a[1:] * b[:-1] + k
        c[0] = a[0]
        a, b, c = b, c, a
    return np.sum(a * b) + c[1]


def swapped(u0, k, steps):
    u, v = u0.copy(), np.zeros_like(u0)
    for _ in range(steps):
        v[1:-1] = u[1:-1] + k * (u[2:] * u[1:-1] + u[:-2])
        u, v = v, u
    return np.sum(u**2)


def numbers_swapped(u0, k, steps):
    a, b = u0[0], k
    for _ in range(steps):
        a = a * b + u0[1]
        a, b = b, a
    return a * b


def all_states(u0, k, steps):
    u, states = u0, []
    for _ in range(steps):
        new = u + k
        new[0] *= u[2]
        new[1] = new[0] * new[1] ** 2
        u = new
        states.append(u)
    return u, states


def last_two(u0, k, steps):
    u, before = u0 * 2.0, u0
    for _ in range(steps):
        new = u + k
        new[0] *= new[2]
        new[1] = new[0] * before[1]
        before, u = u, new
    return u, before


BUILT = (stepped, three_levels, as_a_whole, read_after, built_in_a_branch)
OTHERS = (
    kept_in_a_list,
    the_old_one_changes,
    named_before,
    a_view_before,
    changed_later,
    chosen,
    turned,
    swapped,
    numbers_swapped,
    all_states,
    last_two,
)
Function = Callable[..., Any]


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("steps", [0, 1, 3])
@pytest.mark.parametrize("function", [*BUILT, *OTHERS], ids=lambda f: f.__name__)
def test_right(function: Function, steps: int, optimize: bool) -> None:
    if function is chosen and not steps:
        return  # it has no result
    problem = Problem(function, ("u0", "k"), (np.linspace(0.4, 0.9, 5), 0.7, steps))
    check_all(problem, np.random.default_rng(2), optimize=optimize)


@pytest.mark.parametrize("function", BUILT, ids=lambda f: f.__name__)
def test_no_shadow(function: Function) -> None:
    text = grad(function, wrt=("u0", "k"), like="u0=f8[n] k=float steps=int", cache=False).source
    assert "bar_stack" not in text and "new_bar = np.zeros" not in text


@pytest.mark.parametrize("function", [swapped, turned], ids=lambda f: f.__name__)
def test_what_changes_places_is_not_saved(function: Function) -> None:
    text = grad(function, wrt=("u0", "k"), like="u0=f8[n] k=float steps=int", cache=False).source
    assert text.count(".append(") == (1 if function is swapped else 2)
