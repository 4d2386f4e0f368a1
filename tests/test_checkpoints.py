"""Loops that store a few of their states: the same numbers to the bit, and little memory."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

import tangentgen as tg
from tangentgen import checkpointed
from tangentgen.errors import UnsupportedSyntax
from tangentgen.known import next_snapshot
from tests.support import compare

POINT = np.sin(np.arange(8.0))


def flow(u, dt, steps):
    for _ in range(steps):
        left = np.roll(u, 1)
        u = u - dt * u * (u - left)
    return np.sum(u * u)


def flow_in_parts(u, dt, steps, slots):
    for _ in checkpointed(range(steps), snapshots=slots):
        left = np.roll(u, 1)
        u = u - dt * u * (u - left)
    return np.sum(u * u)


def relaxed(x, n):
    u = x.copy()
    s = 0.0
    for t in range(n):
        u[1:-1] = u[1:-1] + 0.1 * np.sin(u[2:]) * u[:-2]
        for j in range(2):
            s = s + u[j] * s + 0.01 * t
    return s * np.sum(u)


def relaxed_in_parts(x, n, slots):
    u = x.copy()
    s = 0.0
    for t in checkpointed(range(n), slots):
        u[1:-1] = u[1:-1] + 0.1 * np.sin(u[2:]) * u[:-2]
        for j in range(2):
            s = s + u[j] * s + 0.01 * t
    return s * np.sum(u)


def settled(x, tolerance):
    u, e = x, 1.0
    while e > tolerance:
        v = 0.9 * np.cos(u)
        e = np.max(np.abs(v - u))
        u = v
    return np.sum(u * u * x)


def settled_in_parts(x, tolerance, slots):
    u, e = x, 1.0
    while tg.checkpointed(e > tolerance, snapshots=slots):
        v = 0.9 * np.cos(u)
        e = np.max(np.abs(v - u))
        u = v
    return np.sum(u * u * x)


def first_kept(x, n, slots):
    for t in checkpointed(range(n), slots):
        if t % 2 == 0:
            factor = np.cos(x)
        x = x * factor
    return np.sum(x)


def epochs(u, n, slots):
    for k in range(3):
        if k != 1:
            for t in range(n + k):
                u = u - 0.1 * np.sin(u * np.roll(u, 1)) * (k + t)
        e = 1.0
        while e > 0.2:
            v = 0.7 * np.cos(u)
            e = np.max(np.abs(v - u))
            u = v
        u = u * u + 0.1 * u
    return np.sum(u * u)


def epochs_in_parts(u, n, slots):
    for k in range(3):
        if k != 1:
            for t in checkpointed(range(n + k), slots + k):
                u = u - 0.1 * np.sin(u * np.roll(u, 1)) * (k + t)
        e = 1.0
        while checkpointed(e > 0.2, snapshots=3):
            v = 0.7 * np.cos(u)
            e = np.max(np.abs(v - u))
            u = v
        u = u * u + 0.1 * u
    return np.sum(u * u)


STEPS = [0, 1, 2, 3, 5, 8, 30]


@pytest.mark.parametrize("slots", [1, 2, 3, 7, 40])
def test_a_for_loop(slots: int) -> None:
    whole, parts = (tg.grad(f, wrt=("u", "dt")) for f in (flow, flow_in_parts))
    for steps in STEPS:
        compare.assert_same(parts(POINT, 0.01, steps, slots), whole(POINT, 0.01, steps), "both")


@pytest.mark.parametrize("slots", [1, 3, 40])
@pytest.mark.parametrize("optimize", [True, False])
def test_what_is_changed_in_place(slots: int, optimize: bool) -> None:
    whole, parts = (tg.grad(f, optimize=optimize) for f in (relaxed, relaxed_in_parts))
    for steps in STEPS:
        compare.assert_same(parts(POINT, steps, slots), whole(POINT, steps), "gradient")


@pytest.mark.parametrize("slots", [1, 3, 40])
def test_a_while_loop(slots: int) -> None:
    whole, parts = tg.grad(settled), tg.grad(settled_in_parts)
    for tolerance in (1e9, 1.0, 0.1, 0.01, 1e-5, 1e-12):
        got = parts(POINT, tolerance, slots)
        compare.assert_same(got, whole(POINT, tolerance), "gradient")


def test_a_state_that_the_first_trip_does_not_have() -> None:
    tg.check_grads(first_kept, (POINT, 6, 2))
    tg.check_grads(first_kept, (POINT, 0, 2))


@pytest.mark.parametrize("slots", [1, 2, 40])
@pytest.mark.parametrize("optimize", [True, False])
def test_loops_in_another_loop(slots: int, optimize: bool) -> None:
    whole, parts = (tg.grad(f, optimize=optimize) for f in (epochs, epochs_in_parts))
    for steps in STEPS:
        want = whole(POINT, steps, slots)
        compare.assert_same(parts(POINT, steps, slots), want, "gradient")
        _, back = tg.pullback(epochs_in_parts, optimize=optimize)(POINT, steps, slots)
        for _ in range(2):
            compare.assert_close(back(1.0), want, "pullback", 1e-13)


def test_other_modes_do_not_care() -> None:
    got = tg.jvp(flow_in_parts)(POINT, 0.01, 9, 2, tangents=np.ones(8))
    compare.assert_same(got, tg.jvp(flow)(POINT, 0.01, 9, tangents=np.ones(8)), "tangent")
    assert checkpointed(range(3), 1) == range(3)


def test_the_memory_that_may_be_used() -> None:
    state, steps = np.sin(np.linspace(0.0, 6.0, 10_000)), 200  # a state is 80 kB
    whole, parts = tg.grad(flow), tg.grad(flow, memory="800 kB")
    want = whole(state, 1e-3, steps)
    compare.assert_same(parts(state, 1e-3, steps), want, "gradient")
    peaks = []
    for derivative in (whole, parts):
        tracemalloc.start()
        derivative(state, 1e-3, steps)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[0] > steps * state.nbytes
    assert peaks[1] < 25 * state.nbytes  # ten snapshots, and what a step makes


@pytest.mark.parametrize(("steps", "slots", "repeats"), [(1_000_000, 200, 3), (66, 10, 2)])
def test_how_often_a_step_runs(steps: int, slots: int, repeats: int) -> None:
    """Binomial: with C(slots + r, r) steps, none runs more than r times beside the first."""
    runs, held, longest = np.zeros(steps, int), [], 0
    due = 0
    while due < steps:
        held.append(due)
        due = next_snapshot(due, steps, slots + 1 - len(held))
    for step in reversed(range(steps)):
        start = due = held.pop()
        if start == step:
            continue
        runs[start:step] += 1
        while due < step:
            held.append(due)
            due = next_snapshot(due, step + 1, slots + 1 - len(held))
        longest = max(longest, len(held))
    assert longest <= slots
    assert runs.max() <= repeats


def test_what_cannot_run_again_is_refused() -> None:
    def left_early(x, n):
        for _ in checkpointed(range(n), snapshots=2):
            x = x * x
            if x[0] > 9.0:
                break
        return np.sum(x)

    def none(x, n):
        for _ in checkpointed(range(n), snapshots=0):
            x = x * x
        return np.sum(x)

    for f, what in ((left_early, "left early"), (none, "positive")):
        with pytest.raises(UnsupportedSyntax, match=what):
            tg.grad(f)(POINT, 2)
    with pytest.raises(UnsupportedSyntax, match="memory="):
        tg.grad(left_early, memory="1MB")(POINT, 2)
    with pytest.raises(ValueError, match="200MB"):
        tg.grad(flow, memory="much")
