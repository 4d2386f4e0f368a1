"""A call gives back what it changes, twice in a list, beside a new array."""

import numpy as np


def mixed(u, v):
    v[0] = u[1] * v[1]
    return [v, v[::-1], u * u]


def changed_given_beside_new(x, y):
    y[:2] += x[1:]
    y, back, x = mixed(x, y)
    back[0] *= x[2]
    x[1] = y[0] * y[2]
    kept = mixed(x, y)
    kept[1][0] += kept[2][0]
    return np.sum(x * y) + np.sum(kept[0] * kept[-1])


WRT = "x", "y"
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def changed_given_beside_new_grad(x, y):
    """Gradient of `changed_given_beside_new` with respect to x and y."""
    y_bar = np.zeros_like(y)
    y = y.copy()
    y_old = y[:2].copy()
    y[:2] += x[1:]
    (y, back, x), back_bar, saved2 = mixed_forward(x, y, y_bar)
    back_old = back[0]
    back[0] *= x[2]
    x_old = x[1]
    x[1] = y[0] * y[2]
    (kept_0, kept_1, kept_2), kept_1_bar, saved = mixed_forward(x, y, y_bar)
    kept_0_bar = y_bar
    kept_1_old = kept_1[0]
    kept_1[0] += kept_2[0]

    # Reverse sweep
    x_bar = y.copy()  # return np.sum(x * y) + np.sum(kept[0] * kept[-1])
    y_bar += x
    kept_0_bar += kept_2
    kept_2_bar = kept_0.copy()
    kept_1[0] = kept_1_old
    kept_2_bar[0] += kept_1_bar[0]  # kept[1][0] += kept[2][0]
    x_bar += mixed_reverse(y, saved, y_bar, kept_2_bar)  # kept = mixed(x, y)
    x[1] = x_old
    y_bar[0] += y[2] * x_bar[1]  # x[1] = y[0] * y[2]
    y_bar[2] += y[0] * x_bar[1]
    x_bar[1] = 0.0
    back[0] = back_old
    x_bar[2] += back[0] * back_bar[0]  # back[0] *= x[2]
    back_bar[0] = x[2] * back_bar[0]
    x_bar = mixed_reverse(y, saved2, y_bar, x_bar)  # y, back, x = mixed(x, y)
    y[:2] = y_old
    x_bar[1:] += y_bar[:2]  # y[:2] += x[1:]
    y_bar = y_bar.copy()
    return x_bar, y_bar


def mixed_forward(u, v, v_bar):
    v_old = v[0]
    v[0] = u[1] * v[1]
    result = v[::-1]
    result_bar = v_bar[::-1]
    return [v, result, u * u], result_bar, (u, v_old)


def mixed_reverse(v, saved, v_bar, ans_2_bar):
    u, v_old = saved
    u_bar = 2 * u * ans_2_bar  # return [v, v[::-1], u * u]
    v[0] = v_old
    u_bar[1] += v[1] * v_bar[0]  # v[0] = u[1] * v[1]
    v_bar[1] += u[1] * v_bar[0]
    v_bar[0] = 0.0
    return u_bar
