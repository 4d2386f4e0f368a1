"""A helper that hands back a view of its argument out of a loop, or behind it."""

import numpy as np


def first_above(u, v, limit):
    for k in range(len(v)):
        if v[k] > limit:
            return u[::-1]
        v[k] *= 2.0
    return u


def helper_stops_early(x, limit):
    part = first_above(x[:-1], x[1:], limit)
    x[1:] += part * part
    return np.sum(x * x)


WRT = "x"


def samples(rng):
    x = np.array([0.3, 0.2, 0.7, 0.4])
    return [(x, 0.5), (x, 2.0)]


# --- expected ---
import numpy as np


def helper_stops_early_grad(x, limit):
    """Gradient of `helper_stops_early` with respect to x."""
    x_bar = np.zeros_like(x)
    x = x.copy()
    x_old = x[:-1].copy()
    x_old2 = x[1:].copy()
    part, part_bar, saved = first_above_forward(
        x[:-1], x[1:], limit, x_bar[:-1], x_bar[1:]
    )
    x_old3 = x[1:].copy()
    x[1:] += part * part

    # Reverse sweep
    x_bar += 2 * x  # return np.sum(x * x)
    x[1:] = x_old3
    part_bar += 2 * part * x_bar[1:]  # x[1:] += part * part
    first_above_reverse(saved, x_bar[1:])  # part = first_above(x[:-1], x[1:], limit)
    x[1:] = x_old2
    x[:-1] = x_old
    x_bar = x_bar.copy()
    return x_bar


def first_above_forward(u, v, limit, u_bar, v_bar):
    condition_stack = []
    returned = False
    trips = 0
    for k in range(len(v)):
        trips += 1  # counts the trips
        condition = v[k] > limit
        if condition:
            returned = True
            condition_stack.append(condition)
            break
        v[k] *= 2.0
        condition_stack.append(condition)
    if returned:
        result = u[::-1]
        ans = result
        ans_bar = u_bar[::-1]
    else:
        ans = u
        ans_bar = u_bar
    return ans, ans_bar, (condition_stack, trips)


def first_above_reverse(saved, v_bar):
    condition_stack, trips = saved
    for k in reversed(range(trips)):
        condition = condition_stack.pop()
        if not condition:
            v_bar[k] = 2.0 * v_bar[k]  # v[k] *= 2.0
