"""The name of an array that is changed in place is a loop's variable later."""

import numpy as np

WRT = ("q",)


def rebound_by_loop(parts, q):
    y = q * 2.0
    z = y
    z *= 0.35
    for y in parts:
        z[0] += y[0]
    total = np.sum(y * y) * q[1] + np.sum(z)
    w = q * total
    w[0] *= q[1]
    for k, w in enumerate(parts):
        total = total + k * np.sum(w * q)
    return total + np.sum(w * q)


def samples(rng):
    return [([rng.normal(size=3), rng.normal(size=3)], rng.normal(size=3))]


# --- expected ---
import numpy as np


def rebound_by_loop_grad(parts, q):
    """Gradient of `rebound_by_loop` with respect to q."""
    w_stack = []
    y = q * 2.0
    y_bar = np.zeros_like(y)
    z = y
    z_bar = y_bar
    z *= 0.35
    y_bar_old = y_bar
    for y in parts:
        y_bar = np.zeros_like(y)
        z[0] += y[0]
    sum_value = np.sum(y * y)
    total = sum_value * q[1] + np.sum(z)
    w = q * total
    w_bar = np.zeros_like(w)
    w_old = w[0]
    w[0] *= q[1]
    w_old2 = w
    w_bar_old = w_bar
    for k, w in enumerate(parts):
        w_bar = np.zeros_like(w)
        w_stack.append(w)

    # Reverse sweep
    total_bar = 1.0  # return total + np.sum(w * q)
    w_bar += unbroadcast(np.broadcast_to(q, np.shape(w * q)), w)
    q_bar = unbroadcast(np.broadcast_to(w, np.shape(w * q)), q).copy()
    for k in reversed(range(len(parts))):
        w = w_stack.pop()
        # total = total + k * np.sum(w * q)
        q_bar += unbroadcast(np.broadcast_to(w * (k * total_bar), np.shape(w * q)), q)
    w = w_old2
    w_bar = w_bar_old
    w[0] = w_old
    q_bar[1] += w[0] * w_bar[0]  # w[0] *= q[1]
    w_bar[0] = q[1] * w_bar[0]
    q_bar += total * w_bar  # w = q * total
    total_bar += np.sum(q * w_bar)
    y_bar += 2 * y * (q[1] * total_bar)  # total = np.sum(y * y) * q[1] + np.sum(z)
    q_bar[1] += sum_value * total_bar
    z_bar += total_bar
    y_bar = y_bar_old
    z_bar[...] = 0.35 * z_bar  # z *= 0.35
    q_bar += 2.0 * y_bar  # y = q * 2.0
    return q_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
