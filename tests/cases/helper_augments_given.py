"""Helpers that add to an array they are given, by what is cheap to compute again."""

import numpy as np

WRT = ("x", "y")


def shifted(u, v, w):
    a = v * 2.0
    u += a * w
    return {"both": a * u, "size": v @ v}


def helper_augments_given(x, y):
    x = x * 1.0
    made = shifted(x, y, 0.17 * x[0])
    return np.sum(y * x) + np.sum(made["both"]) + made["size"]


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def helper_augments_given_grad(x, y):
    """Gradient of `helper_augments_given` with respect to x and y."""
    x = x * 1.0
    argument = 0.17 * x[0]
    made, saved = shifted_forward(x, y, argument)

    # Reverse sweep
    y_bar = x.copy()  # return np.sum(y * x) + np.sum(made["both"]) + made["size"]
    x_bar = y.copy()
    both_bar = np.broadcast_to(1.0, np.shape(made["both"]))
    # made = shifted(x, y, 0.17 * x[0])
    v_bar, argument_bar = shifted_reverse(y, argument, saved, x_bar, both_bar, 1.0)
    y_bar += v_bar
    x_bar[0] += 0.17 * argument_bar
    return x_bar, y_bar


def shifted_forward(u, v, w):
    a = v * 2.0
    u += a * w
    return {"both": a * u, "size": v @ v}, (u, a)


def shifted_reverse(v, w, saved, u_bar, ans_both_bar, ans_size_bar):
    u, a = saved
    a_bar = u * ans_both_bar  # return {"both": a * u, "size": v @ v}
    u_bar += a * ans_both_bar
    v_bar = 2 * ans_size_bar * v
    a_bar += w * u_bar  # u += a * w
    w_bar = np.sum(a * u_bar)
    v_bar += 2.0 * a_bar  # a = v * 2.0
    return v_bar, w_bar
