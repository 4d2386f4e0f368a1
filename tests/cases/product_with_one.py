import numpy as np


def two(a, b):
    return np.sum(a * b), a[0]


def product_with_one(x, y):
    """A view times one is an array of its own: it may change, the view may not."""
    r = two(np.flip(x), y)
    u = x
    return r[0] * r[1] + (np.asarray(u) * 1.0 * x).sum()


WRT = ("x", "y")


def samples(rng):
    yield rng.normal(size=4), rng.normal(size=4)


# --- expected ---
import numpy as np

from tests.cases import product_with_one  # isort: skip


def product_with_one_grad(x, y):
    """Gradient of `product_with_one` with respect to x and y."""
    flip_x = np.flip(x)
    r = product_with_one.two(flip_x, y)
    u = x

    # Reverse sweep
    u_bar = x  # return r[0] * r[1] + (np.asarray(u) * 1.0 * x).sum()
    x_bar = np.asarray(u) + u_bar
    a_bar, y_bar = two_reverse(flip_x, y, r[1], r[0])  # r = two(np.flip(x), y)
    x_bar += np.flip(a_bar)
    return x_bar, y_bar


def two_reverse(a, b, ans_0_bar, ans_1_bar):
    a_bar = b * ans_0_bar  # return np.sum(a * b), a[0]
    b_bar = a * ans_0_bar
    a_bar[0] += ans_1_bar
    return a_bar, b_bar
