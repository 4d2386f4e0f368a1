"""A loop's reverse that puts back what is a view of the caller's: so it is, once."""

import numpy as np

WRT = ("x", "y")


def settle(u, v):
    v -= np.sin(v)
    for _ in u[:3]:
        v.fill(v[2])


def kept_for_caller(x, y):
    v = x[::-1]
    first = x[0] * x[1]
    settle(y, v)
    return np.sum(x * v) + np.sum(np.sin(y)) + first


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def kept_for_caller_grad(x, y):
    """Gradient of `kept_for_caller` with respect to x and y."""
    x_bar = np.zeros_like(x)
    x = x.copy()
    v = x[::-1]
    v_bar = x_bar[::-1]
    saved = settle_forward(y, v)

    # Reverse sweep
    x_bar += v  # return np.sum(x * v) + np.sum(np.sin(y)) + first
    v_bar += x
    y_bar = np.cos(y)
    y_bar += settle_reverse(y, v, saved, v_bar)  # settle(y, v)
    x_bar[0] += x[1]  # first = x[0] * x[1]
    x_bar[1] += x[0]
    x_bar = x_bar.copy()
    return x_bar, y_bar


def settle_forward(u, v):
    v_stack = []
    v_old = v.copy()
    v -= np.sin(v)
    items = u[:3]
    for k in range(len(items)):
        v_stack.append(v.copy())
        v[...] = v[2]
    return v_stack, v_old, items


def settle_reverse(u, v, saved, v_bar):
    v_stack, v_old, items = saved
    for k in reversed(range(len(items))):
        v[...] = v_stack.pop()
        v_section_bar = v_bar.copy()  # v.fill(v[2])
        v_bar[...] = 0.0
        v_bar[2] += np.sum(v_section_bar)
    v[...] = v_old
    v_bar[...] = (1 - np.cos(v)) * v_bar  # v -= np.sin(v)
    return np.zeros_like(u)
