"""A kernel that exchanges its buffers: its value is the arrays that it was given."""

import numpy as np


def kernel_with_exchange(a, b, rate, steps):
    for _ in range(steps):
        b[1:-1] = a[1:-1] + rate * (a[2:] - 2 * a[1:-1] + a[:-2])
        a, b = b, a
    b = b * rate
    a[0] = b[1]


WRT = ("a", "b", "rate")
MODE = "vjp"


def samples(rng):
    return [
        (rng.normal(size=5), rng.normal(size=5), 0.2, 3),
        (rng.normal(size=5), rng.normal(size=5), 0.1, 2),
    ]


# --- expected ---
import numpy as np


def kernel_with_exchange_vjp(a, b, rate, steps, *, cotangent):
    """Value and vector-Jacobian product of `kernel_with_exchange` with respect to a,
    b and rate.
    """
    b_stack = []
    a_bar = np.zeros_like(a)
    b_bar = np.zeros_like(b)
    a = a.copy()
    b = b.copy()
    a_given = a
    a_given_bar = a_bar
    b_given = b
    b_given_bar = b_bar
    for _ in range(steps):
        b_stack.append(b[1:-1].copy())
        b[1:-1] = a[1:-1] + rate * (a[2:] - 2 * a[1:-1] + a[:-2])
        a, b = b, a
        a_bar, b_bar = b_bar, a_bar
    b_old = b
    b = b * rate
    b_bar_old = b_bar
    b_bar = np.zeros_like(b)
    a_old = a[0]
    a[0] = b[1]
    ans = a_given.copy(), b_given.copy()

    # Reverse sweep
    a_given_bar += cotangent[0]
    b_given_bar += cotangent[1]
    a[0] = a_old
    a_section_bar = a_bar[0]  # a[0] = b[1]
    a_bar[0] = 0.0
    b_bar[1] = a_section_bar
    b = b_old
    b_bar2 = b_bar  # b = b * rate
    b_bar = b_bar_old
    b_bar += rate * b_bar2
    rate_bar = np.sum(b * b_bar2)
    for _ in reversed(range(steps)):
        a_bar, b_bar = b_bar, a_bar  # a, b = b, a
        a, b = b, a
        b[1:-1] = b_stack.pop()
        total = a[1:-1] + rate * (a[2:] - 2 * a[1:-1] + a[:-2])  # b[1:-1] = ...
        sum_bar = unbroadcast(b_bar[1:-1], total).copy()
        total2 = a[2:] - 2 * a[1:-1] + a[:-2]
        sum_bar2 = rate * sum_bar
        b_bar[1:-1] = 0.0
        a_bar[1:-1] += sum_bar - 2 * sum_bar2
        rate_bar += np.sum(total2 * sum_bar)
        a_bar[2:] += sum_bar2
        a_bar[:-2] += sum_bar2
    a_bar = a_bar.copy()
    b_bar = b_bar.copy()
    return ans, (a_bar, b_bar, float(rate_bar))


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
