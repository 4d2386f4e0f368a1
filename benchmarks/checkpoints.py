"""Long loops that store a few of their states: time and memory beside storing every state.

    python benchmarks/checkpoints.py

The first loop is too long to store, so what storing would take is extrapolated from a hundredth of
its steps. Memory is what Python and NumPy allocate at most during the call, by tracemalloc, in a
run of its own, since tracing takes time.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import tangentgen as tg


def decay(u, k, steps):
    """A row of bodies that exchange heat with their neighbours."""
    for _ in range(steps):
        u = u + k * (np.roll(u, 1) - u) * u
    return np.sum(u * u)


def decay_in_parts(u, k, steps):
    """The same, with 200 states stored."""
    for _ in tg.checkpointed(range(steps), snapshots=200):
        u = u + k * (np.roll(u, 1) - u) * u
    return np.sum(u * u)


def burgers(u, dt, nu, steps):
    """Viscous Burgers' equation, upwind in place, from one wall to the other."""
    u = u.copy()
    n = len(u)
    for _ in range(steps):
        flux = u[1:-1] * (u[1:-1] - u[:-2]) * (dt * n)
        u[1:-1] += nu * dt * n * n * (u[2:] - 2.0 * u[1:-1] + u[:-2]) - flux
    return np.sum(u * u) / n


def burgers_in_parts(u, dt, nu, steps):
    """The same, with 220 states stored."""
    u = u.copy()
    n = len(u)
    for _ in tg.checkpointed(range(steps), snapshots=220):
        flux = u[1:-1] * (u[1:-1] - u[:-2]) * (dt * n)
        u[1:-1] += nu * dt * n * n * (u[2:] - 2.0 * u[1:-1] + u[:-2]) - flux
    return np.sum(u * u) / n


def seconds(function: Callable[[], Any], runs: int) -> float:
    """The least of several runs."""
    best = float("inf")
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - start)
    return best


def megabytes(function: Callable[[], Any]) -> float:
    """What is allocated at most while it runs."""
    gc.collect()
    tracemalloc.start()
    function()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def a_long_loop(steps: int) -> None:
    u, k = 1.0 + 0.1 * np.sin(np.arange(1000.0)), 1e-4
    whole, parts = tg.grad(decay), tg.grad(decay_in_parts)
    few = steps // 100
    assert np.array_equal(whole(u, k, few), parts(u, k, few)), "to the bit"
    short = seconds(lambda: whole(u, k, few), 3)
    primal = seconds(lambda: decay(u, k, few), 3)
    held = megabytes(lambda: whole(u, k, few))
    long = seconds(lambda: parts(u, k, steps), 1)
    peak = megabytes(lambda: parts(u, k, few))
    print(f"{steps:,} steps of 1,000 doubles, 200 snapshots")
    print(f"  primal, extrapolated from {few:,}      {primal * 100:8.2f} s")
    print(f"  store all, extrapolated            {short * 100:8.2f} s {held * 100:10.1f} MB")
    print(f"  checkpointed                       {long:8.2f} s {peak:10.1f} MB at {few:,} steps")
    print(f"  over store all                     {long / short / 100:8.2f}     limit 3.5")


def in_little_memory(steps: int) -> None:
    u = np.sin(np.linspace(0.0, np.pi, 1000))
    args = (u, 1e-5, 1e-3, steps)
    whole, parts = tg.grad(burgers), tg.grad(burgers_in_parts)
    assert np.array_equal(whole(*args), parts(*args)), "to the bit"
    print(f"\nBurgers' equation, {steps:,} steps of 1,000 doubles, 220 snapshots")
    for words, gradient in (("store all", whole), ("checkpointed", parts)):
        run = partial(gradient, *args)
        print(f"  {words:34} {seconds(run, 3):8.2f} s {megabytes(run):10.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1_000_000)
    steps = parser.parse_args().steps
    a_long_loop(steps)
    in_little_memory(steps // 100)


if __name__ == "__main__":
    main()
