"""A long loop: some states are stored, and the steps between them run again."""

import numpy as np

from tangentgen import checkpointed


def checkpointed_loop(u, dt, steps):
    for _ in checkpointed(range(steps), snapshots=3):
        left = np.roll(u, 1)
        u = u - dt * u * (u - left)
    return np.sum(u * u)


WRT = ("u", "dt")


def samples(rng):
    return [(rng.uniform(1.0, 2.0, size=5), 0.01, steps) for steps in (9, 2, 0)]


# --- expected ---
import math

import numpy as np


def checkpointed_loop_grad(u, dt, steps):
    """Gradient of `checkpointed_loop` with respect to u and dt."""
    snapshots = []
    due = 0
    for trip in range(steps):
        if trip == due:
            snapshots.append((trip, u))
            due = next_snapshot(trip, steps, 4 - len(snapshots))
        left = np.roll(u, 1)
        u = u - dt * u * (u - left)

    # Reverse sweep
    u_bar = 2 * u  # return np.sum(u * u)
    dt_bar = 0.0
    for step in reversed(range(steps)):
        due, u = snapshots.pop()
        for trip in range(due, step):
            if trip == due:
                snapshots.append((trip, u))
                due = next_snapshot(trip, step + 1, 4 - len(snapshots))
            left = np.roll(u, 1)
            u = u - dt * u * (u - left)
        left = np.roll(u, 1)
        product_bar = -(u - left) * u_bar  # u = u - dt * u * (u - left)
        sum_bar = -dt * u * u_bar
        dt_bar += u @ product_bar
        left_bar = -sum_bar
        u_bar += dt * product_bar + sum_bar
        u_bar += np.roll(left_bar, -1)  # left = np.roll(u, 1)
    return u_bar, float(dt_bar)


def next_snapshot(start, stop, slots):
    """Where the next snapshot goes after the one at `start`, with `slots` for the
    steps to `stop`.

    Binomial checkpointing (Griewank and Walther, algorithm 799, 2000).
    """
    if slots < 2:
        return stop
    length, repeats, reach = stop - start, 0, 1
    if length <= slots:
        return start + 1
    while reach < length:
        repeats += 1
        reach = reach * (slots + repeats) // repeats
    right = reach * slots // (slots + repeats)
    left = math.comb(slots + repeats - 2, slots)
    return start + max(length - right, left, 1)
