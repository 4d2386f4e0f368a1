"""A helper returns a tuple; only one part of it is used at one place."""

import numpy as np


def polar(x, y):
    r = np.hypot(x, y)
    return r, np.arctan2(y, x)


def helper_tuples(x, y):
    r, angle = polar(x, y)
    _, other = polar(y, r)
    return r * angle + polar(angle, other)[0]


WRT = ("x", "y")


def samples(rng):
    return [(1.2, 0.7)]


# --- expected ---
import numpy as np

from tests.cases import helper_tuples  # isort: skip


def helper_tuples_grad(x, y):
    """Gradient of `helper_tuples` with respect to x and y."""
    r, angle = helper_tuples.polar(x, y)
    _, other = helper_tuples.polar(y, r)

    # Reverse sweep
    x_bar2, other_bar = polar_reverse(angle, other, 1.0)  # return r * angle + ...
    angle_bar = r + x_bar2
    y_bar, y_bar2 = polar_reverse2(y, r, other_bar)  # _, other = polar(y, r)
    r_bar = angle + y_bar2
    x_bar, y_bar3 = polar_reverse3(x, y, r_bar, angle_bar)  # r, angle = polar(x, y)
    y_bar += y_bar3
    return float(x_bar), float(y_bar)


def polar_reverse(x, y, ans_0_bar):
    r = np.hypot(x, y)

    # Reverse sweep
    where = np.where(r == 0, 1, r)  # r = np.hypot(x, y)
    x_bar = x / where * ans_0_bar
    y_bar = y / where * ans_0_bar
    return x_bar, y_bar


def polar_reverse2(x, y, ans_1_bar):
    square = x**2 + y**2  # return r, np.arctan2(y, x)
    where = np.where(square == 0, 1, square)
    y_bar = x / where * ans_1_bar
    x_bar = -y / where * ans_1_bar
    return x_bar, y_bar


def polar_reverse3(x, y, ans_0_bar, ans_1_bar):
    r = np.hypot(x, y)

    # Reverse sweep
    square = x**2 + y**2  # return r, np.arctan2(y, x)
    where = np.where(square == 0, 1, square)
    y_bar = x / where * ans_1_bar
    x_bar = -y / where * ans_1_bar
    where2 = np.where(r == 0, 1, r)  # r = np.hypot(x, y)
    x_bar += x / where2 * ans_0_bar
    y_bar += y / where2 * ans_0_bar
    return x_bar, y_bar
