"""A call gives back what it has changed in a dict, which the caller changes further."""

import numpy as np


def scaled(x, y):
    x *= y
    y[0] = x[1]
    return {"a": x, "size": np.sum(y)}


def changed_given_in_dict(x, y):
    x = np.sin(x)
    found = scaled(x, y)
    found["a"][0] *= y[1]
    return np.sum(x * y) * found["size"] + scaled(x, y)["a"][1]


WRT = "x", "y"
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def changed_given_in_dict_grad(x, y):
    """Gradient of `changed_given_in_dict` with respect to x and y."""
    x_bar = np.zeros_like(x)
    y = y.copy()
    x_old = x
    x = np.sin(x)
    x_bar_old = x_bar
    x_bar = np.zeros_like(x)
    (found_a, found_size), saved2 = scaled_forward(x, y)
    found_a_bar = x_bar
    found_a_old = found_a[0]
    found_a[0] *= y[1]
    sum_value = np.sum(x * y)
    (_scaled_ans_a, _scaled_ans_size), saved = scaled_forward(x, y)
    scaled_ans_a_bar = x_bar

    # Reverse sweep
    scaled_ans_a_bar[1] += 1.0  # return np.sum(...) * found[...] + scaled(x, y)["a"][1]
    y_bar = np.zeros_like(y)
    scaled_reverse(y, saved, x_bar, y_bar, 0.0)
    x_bar += y * found_size
    y_bar += x * found_size
    found_a[0] = found_a_old
    y_bar[1] += found_a[0] * found_a_bar[0]  # found["a"][0] *= y[1]
    found_a_bar[0] = y[1] * found_a_bar[0]
    scaled_reverse(y, saved2, x_bar, y_bar, sum_value)  # found = scaled(x, y)
    x_bar2 = x_bar  # x = np.sin(x)
    x_bar = x_bar_old
    x_bar += np.cos(x_old) * x_bar2
    return x_bar, y_bar


def scaled_forward(x, y):
    x_old = x.copy()
    x *= y
    y_old = y[0]
    y[0] = x[1]
    return (x, np.sum(y)), (x, x_old, y_old)


def scaled_reverse(y, saved, x_bar, y_bar, ans_1_bar):
    x, x_old, y_old = saved
    y_bar += ans_1_bar  # return {"a": x, "size": np.sum(y)}
    y[0] = y_old
    x_bar[1] += y_bar[0]  # y[0] = x[1]
    y_bar[0] = 0.0
    x[...] = x_old
    y_bar += x * x_bar  # x *= y
    x_bar[...] = y * x_bar
