"""Reductions that begin with an active value, bounds that are active, ends put on."""

import numpy as np


def begun_with(x, s):
    total = np.sum(x, axis=0, initial=s)
    largest = np.max(x, initial=s)
    inside = np.clip(x, None, s)
    steps = np.diff(x[0], prepend=s)
    return np.sum(total * x[0]) * largest + np.sum(inside**2) + np.sum(steps**2)


WRT = ("x", "s")


def samples(rng):
    return [(rng.normal(size=(2, 3)), 0.35), (rng.normal(size=(2, 3)), 4.5)]


# --- expected ---
import numpy as np


def begun_with_grad(x, s):
    """Gradient of `begun_with` with respect to x and s."""
    total = s + np.sum(x, axis=0)
    max_x = np.max(x, initial=-np.inf)
    largest = np.maximum(s, max_x)
    inside = np.minimum(x, s)
    atleast_1d_s = np.atleast_1d(s)
    steps = np.diff(np.concatenate((atleast_1d_s, x[0]), axis=-1), n=1, axis=-1)

    # Reverse sweep
    total_bar = x[0] * largest  # return np.sum(...) * largest + np.sum(...) + ...
    x_bar = np.zeros_like(x)
    x_bar[0] = total * largest
    largest_bar = total @ x[0]
    inside_bar = 2 * inside
    steps_bar = 2 * steps
    # steps = np.diff(x[0], prepend=s)
    atleast_1d_s_bar, x_bar2 = np.split(
        -np.diff(steps_bar, prepend=0, append=0), [np.shape(atleast_1d_s)[-1]], axis=-1
    )
    s_bar = np.reshape(atleast_1d_s_bar, ())[()]
    x_bar[0] += x_bar2
    x_bar += np.where(x == s, 0.5 * inside_bar, (x < s) * inside_bar)  # inside = ...
    s_bar += np.sum(np.where(x == s, 0.5 * inside_bar, (s < x) * inside_bar))
    top2 = (x == max_x) & (x != -np.inf)  # largest = np.max(x, initial=s)
    s_bar += np.where(s == max_x, 0.5 * largest_bar, (s > max_x) * largest_bar)
    x_bar += (
        top2
        * np.where(s == max_x, 0.5 * largest_bar, (max_x > s) * largest_bar)
        / np.maximum(np.sum(top2), 1)
    )
    s_bar += np.sum(total_bar)  # total = np.sum(x, axis=0, initial=s)
    x_bar += total_bar
    return x_bar, float(s_bar)
