"""A function that returns nothing: its value is what it changes, also by a helper."""

import numpy as np


def swept(a, b, c):
    b[1:-1] = c * (a[:-2] + a[1:-1] * a[2:])
    a[0] = b[1] * c
    if c > 1.0:
        b[0] = 0.0
        return
    a[1:-1] = b[1:-1] - b[2:]


def helper_whole_kernel(steps, a, b, c):
    for k in range(steps):
        swept(a, b, c)


WRT = ("a", "b", "c")
MODE = "vjp"


def samples(rng):
    return [
        (2, rng.normal(size=5), rng.normal(size=5), 0.4),
        (1, rng.normal(size=5), rng.normal(size=5), 1.4),
    ]


# --- expected ---
import numpy as np


def helper_whole_kernel_vjp(steps, a, b, c, *, cotangent):
    """Value and vector-Jacobian product of `helper_whole_kernel` with respect to a,
    b and c.
    """
    saved_stack = []
    a = a.copy()
    b = b.copy()
    for k in range(steps):
        saved = swept_forward(a, b, c)
        saved_stack.append(saved)
    ans = a.copy(), b.copy()

    # Reverse sweep
    a_bar = cotangent[0].copy()
    b_bar = cotangent[1].copy()
    c_bar = 0.0
    for k in reversed(range(steps)):
        saved = saved_stack.pop()
        c_bar += swept_reverse(a, b, c, saved, a_bar, b_bar)  # swept(a, b, c)
    return ans, (a_bar, b_bar, float(c_bar))


def swept_forward(a, b, c):
    b_old2 = None
    a_old2 = None
    product = c * (a[:-2] + a[1:-1] * a[2:])
    b_old = b[1:-1].copy()
    b[1:-1] = product
    a_old = a[0]
    a[0] = b[1] * c
    if c > 1.0:
        b_old2 = b[0]
        b[0] = 0.0
    else:
        a_old2 = a[1:-1].copy()
        a[1:-1] = b[1:-1] - b[2:]
    return product, b_old, a_old, b_old2, a_old2


def swept_reverse(a, b, c, saved, a_bar, b_bar):
    product, b_old, a_old, b_old2, a_old2 = saved
    if c > 1.0:
        b[0] = b_old2
        b_bar[0] = 0.0  # b[0] = 0.0
    else:
        a[1:-1] = a_old2
        sum_bar = unbroadcast(a_bar[1:-1], b[1:-1] - b[2:]).copy()  # a[1:-1] = ...
        b_bar[1:-1] += sum_bar
        b_bar[2:] -= sum_bar
        a_bar[1:-1] = 0.0
    a[0] = a_old
    b_bar[1] += c * a_bar[0]  # a[0] = b[1] * c
    c_bar = b[1] * a_bar[0]
    a_bar[0] = 0.0
    b[1:-1] = b_old
    product_bar = unbroadcast(b_bar[1:-1], product).copy()  # b[1:-1] = c * (...)
    sum_bar2 = c * product_bar
    c_bar += np.sum((a[:-2] + a[1:-1] * a[2:]) * product_bar)
    a_bar[:-2] += sum_bar2
    a_bar[1:-1] += a[2:] * sum_bar2
    a_bar[2:] += a[1:-1] * sum_bar2
    b_bar[1:-1] = 0.0
    return c_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
