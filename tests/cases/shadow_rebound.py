"""A name bound again in a loop to an array that goes by another name too."""

import numpy as np


def shadow_rebound(x, y):
    v = y.copy()
    for _ in range(2):
        v = x
        x *= 0.5
    v2 = x
    for k in range(2):
        v2 = np.concatenate([v2[1:], v[:1]])
        x += v2 * y[k]
    return np.sum(v2 * y) + np.sum(v * v)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def shadow_rebound_grad(x, y):
    """Gradient of `shadow_rebound` with respect to x and y."""
    saved_stack = []
    x_stack = []
    x_bar = np.zeros_like(x)
    x = x.copy()
    v = y.copy()
    v_bar = np.zeros_like(v)
    v_bar_old = v_bar
    for _ in range(2):
        v = x
        v_bar = x_bar
        x *= 0.5
    v2 = x
    v2_bar = x_bar
    for k in range(2):
        saved_stack.append((v2, v2_bar))
        v2 = np.concatenate([v2[1:], v[:1]])
        v2_bar = np.zeros_like(v2)
        x_stack.append(x.copy())
        x += v2 * y[k]

    # Reverse sweep
    v2_bar += unbroadcast(np.broadcast_to(y, np.shape(v2 * y)), v2)  # return ...
    y_bar = unbroadcast(np.broadcast_to(v2, np.shape(v2 * y)), y).copy()
    v_bar += 2 * v
    for k in reversed(range(2)):
        x[...] = x_stack.pop()
        product_bar = unbroadcast(x_bar.copy(), v2)  # x += v2 * y[k]
        v2_bar += y[k] * product_bar
        y_bar[k] += np.sum(v2 * product_bar)
        v2_bar2 = v2_bar  # v2 = np.concatenate([v2[1:], v[:1]])
        v2, v2_bar = saved_stack.pop()
        v2_bar[1:] += v2_bar2[: len(v2[1:])]
        v_bar[:1] += v2_bar2[len(v2[1:]) :]
    for _ in reversed(range(2)):
        x_bar[...] = 0.5 * x_bar  # x *= 0.5
    v_bar = v_bar_old
    y_bar += v_bar  # v = y.copy()
    x_bar = x_bar.copy()
    return x_bar, y_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
