"""Defaults of functions made inside, computed of what changes before the call."""

import functools

import numpy as np

WRT = ("y", "t")


def scaled(v, by):
    return v * by


def defaults_computed(y, t):
    steps = [lambda v, c=y[3]: v * c, functools.partial(scaled, by=y[1])]

    def shifted(v, mean=np.mean(y)):
        return v - mean

    y[-1] *= t
    y[1] = 0.5
    return steps[0](t) + steps[1](t) + np.sum(shifted(y) ** 2)


def samples(rng):
    return [(rng.normal(size=4), 1.3), (rng.normal(size=6), 0.4)]


# --- expected ---
import numpy as np


def defaults_computed_grad(y, t):
    """Gradient of `defaults_computed` with respect to y and t."""
    y = y.copy()
    steps = [(y[3],), (y[1],)]
    shifted = (np.mean(y),)
    y_old = y[-1]

    y[-1] *= t
    y_old2 = y[1]
    y[1] = 0.5

    # Reverse sweep
    y_bar = 2 * (y - shifted[0])  # return steps[0](t) + steps[1](t) + np.sum(...)
    t_bar = steps[0][0]
    steps_0_0_bar = t
    shifted_0_bar = -np.sum(y_bar)
    v_bar, steps_1_0_bar = scaled_reverse(t, steps[1][0], 1.0)
    t_bar += v_bar
    y[1] = y_old2
    y_bar[1] = 0.0  # y[1] = 0.5
    y[-1] = y_old
    t_bar += y[-1] * y_bar[-1]  # y[-1] *= t
    y_bar[-1] = t * y_bar[-1]
    y_bar += shifted_0_bar / len(y)
    y_bar[3] += steps_0_0_bar  # steps = [...]
    y_bar[1] += steps_1_0_bar
    return y_bar, float(t_bar)


def scaled_reverse(v, by, ans_bar):
    v_bar = by * ans_bar  # return v * by
    by_bar = v * ans_bar
    return v_bar, by_bar
