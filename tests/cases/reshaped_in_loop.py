"""A name has arrays of several lengths: each has an adjoint of its own length."""

import numpy as np


def reshaped_in_loop(x, t):
    part = np.array([t])
    total = 0.0
    for k in range(len(x)):
        part = x[: k + 1] * t
        if k == 2:
            part = np.append(part, t * t)
        total = total + part[-1]
    return total + np.sum(part * part)


WRT = ("x", "t")


def samples(rng):
    return [(rng.normal(size=3), 0.7), (rng.normal(size=0), 0.7)]


# --- expected ---
import numpy as np


def reshaped_in_loop_grad(x, t):
    """Gradient of `reshaped_in_loop` with respect to x and t."""
    part_stack = []
    part = np.array([t])
    for k in range(len(x)):
        part_stack.append(part)
        part = x[: k + 1] * t
        if k == 2:
            part = np.append(part, t * t)

    # Reverse sweep
    part_bar = 2 * part  # return total + np.sum(part * part)
    t_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        part_old = part_stack.pop()
        part = x[: k + 1] * t
        if k == 2:
            part_old2 = part
        part_bar[-1] += 1.0  # total = total + part[-1]
        if k == 2:
            part = part_old2
            t_bar += 2 * t * np.reshape(part_bar[len(part) :], ())[()]  # part = ...
            part_bar = np.reshape(part_bar[: len(part)], np.shape(part)).copy()
        x_bar[: k + 1] += t * part_bar  # part = x[: k + 1] * t
        t_bar += np.sum(x[: k + 1] * part_bar)
        part_bar = np.zeros_like(part_old)
    (t_bar2,) = part_bar  # part = np.array([t])
    t_bar += t_bar2
    return x_bar, float(t_bar)
