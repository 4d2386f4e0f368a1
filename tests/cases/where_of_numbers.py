"""`np.where` of numbers gives an array of no axes, also as the adjoint of a number."""

import numpy as np


def distance(p, q):
    return ((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2) ** 0.5


def least(p, q):
    return np.minimum(p + q, 9.0 * q), p + q


def where_of_numbers(a, b, c):
    ab = distance(a, b)
    ac = distance(a, c)
    bc = distance(b, c)
    way = np.where(ab > 0.5, ab + bc, ac)
    short, long = least(ab, bc)
    return np.where(bc > 0.5, ab + ac, way) * short + long


WRT = ("a", "b", "c")


def samples(rng):
    near, far = rng.uniform(0.0, 0.2, size=2), rng.uniform(1.0, 2.0, size=2)
    return [(far, near, near + 0.1), (near, far, near + 0.1), (near, far + 0.1, far)]


# --- expected ---
import numpy as np

from tests.cases import where_of_numbers  # isort: skip


def where_of_numbers_grad(a, b, c):
    """Gradient of `where_of_numbers` with respect to a, b and c."""
    ab = where_of_numbers.distance(a, b)
    ac = where_of_numbers.distance(a, c)
    bc = where_of_numbers.distance(b, c)
    way = np.where(ab > 0.5, ab + bc, ac)
    short, _long = where_of_numbers.least(ab, bc)

    # Reverse sweep
    sum_bar = np.where(bc > 0.5, short, 0)[()]  # return np.where(...) * short + long
    way_bar = np.where(bc > 0.5, 0, short)
    short_bar = np.where(bc > 0.5, ab + ac, way)
    p_bar, bc_bar = least_reverse(ab, bc, short_bar, 1.0)  # short, long = least(ab, bc)
    ab_bar = sum_bar + p_bar
    sum_bar2 = np.where(ab > 0.5, way_bar, 0)[()]  # way = np.where(...)
    ab_bar += sum_bar2
    bc_bar += sum_bar2
    ac_bar = sum_bar + np.where(ab > 0.5, 0, way_bar)
    b_bar, c_bar = distance_reverse(b, c, bc, bc_bar)  # bc = distance(b, c)
    a_bar, q_bar = distance_reverse(a, c, ac, ac_bar)  # ac = distance(a, c)
    c_bar += q_bar
    p_bar2, q_bar2 = distance_reverse(a, b, ab, ab_bar)  # ab = distance(a, b)
    a_bar += p_bar2
    b_bar += q_bar2
    return a_bar, b_bar, c_bar


def least_reverse(p, q, ans_0_bar, ans_1_bar):
    # return np.minimum(p + q, 9.0 * q), p + q
    sum_bar = np.where(
        p + q == 9.0 * q, 0.5 * ans_0_bar, (p + q < 9.0 * q) * ans_0_bar
    )[()]
    p_bar = sum_bar + ans_1_bar
    q_bar = (
        sum_bar
        + 9.0
        * np.where(p + q == 9.0 * q, 0.5 * ans_0_bar, (9.0 * q < p + q) * ans_0_bar)
        + ans_1_bar
    )
    return p_bar, q_bar


def distance_reverse(p, q, ans, ans_bar):
    # return ((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2) ** 0.5
    sum_bar = 0.5 / np.where((ans_bar != 0.0) | (ans > 0.0), ans, 0.5) * ans_bar
    sum_bar2 = 2 * (p[0] - q[0]) * sum_bar
    sum_bar3 = 2 * (p[1] - q[1]) * sum_bar
    p_bar = np.zeros_like(p)
    p_bar[0] = sum_bar2
    q_bar = np.zeros_like(q)
    q_bar[0] = -sum_bar2
    p_bar[1] = sum_bar3
    q_bar[1] = -sum_bar3
    return p_bar, q_bar
