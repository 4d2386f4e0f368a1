"""A factor of one goes from what may be a view of a changing array: a copy remains."""

import numpy as np

WRT = ("rows", "x", "y")


class Spring:
    def __init__(self, stretch, force):
        self.stretch, self.force = stretch, force


def halve(v):
    v *= 0.5
    return v


def spring_energy(rows, x, y):
    for row in rows:
        last = row
    springs = [Spring(x * 2.0, last * x)]
    y += springs[0].force
    halve(springs[0].force)
    return sum(np.sum(s.stretch * s.force) for s in springs) + np.sum(y * x)


def samples(rng):
    rows = [rng.normal(size=3) for _ in range(2)]
    return [(rows, rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def spring_energy_grad(rows, x, y):
    """Gradient of `spring_energy` with respect to rows, x and y."""
    y = y.copy()
    for k in range(len(rows)):
        row = rows[k]
        pass
    stretch = x * 2.0
    force = row * x
    y += force
    _, saved = halve_forward(force)

    # Reverse sweep
    y_bar = x  # return sum(np.sum(s.stretch * s.force) for s in springs) + np.sum(...)
    x_bar = y.copy()
    stretch_bar = unbroadcast(
        np.broadcast_to(force, np.shape(stretch * force)), stretch
    ).copy()
    force_bar = unbroadcast(
        np.broadcast_to(stretch * 1.0, np.shape(stretch * force)), force
    ).copy()
    halve_reverse(force, saved, force_bar)  # halve(springs[0].force)
    force_bar += unbroadcast(y_bar, force)  # y += springs[0].force
    row_bar = unbroadcast(x * force_bar, row)  # springs = [Spring(x * 2.0, last * x)]
    x_bar += unbroadcast(row * force_bar, x)
    x_bar += 2.0 * stretch_bar
    rows_bar = [np.zeros_like(item) for item in rows]
    for k in reversed(range(len(rows))):
        rows_bar[k] += row_bar
        row_bar = 0.0
    y_bar = y_bar.copy()
    return rows_bar, x_bar, y_bar


def halve_forward(v):
    v_old = v.copy()
    v *= 0.5
    return v, v_old


def halve_reverse(v, v_old, v_bar):
    v[...] = v_old
    v_bar[...] = 0.5 * v_bar  # v *= 0.5


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
