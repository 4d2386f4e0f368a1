"""Elements of arrays, lists and dicts exchanged, and unpacked into, in one line."""

import numpy as np


def elements_exchanged(x, y):
    a = x * 1.0
    a[0], a[1] = a[1] * 2.0, a[0] * a[2]
    b = [y, y * y]
    b[0], z, b[1] = b[1], b[0] * 3.0, a[0]
    c = {"k": y}
    c["k"], a[2] = a[2] * z, c["k"]
    for k, a[1] in enumerate(b):
        z = z + k * a[1]
    return np.sum(a * x) * b[0] + b[1] * z * c["k"]


WRT = ("x", "y")


def samples(rng):
    return [(np.array([0.3, 0.5, 0.7]), 0.6)]


# --- expected ---
def elements_exchanged_grad(x, y):
    """Gradient of `elements_exchanged` with respect to x and y."""
    a = x * 1.0
    a_new = a[0] * a[2]
    a_old = a[0]
    a[0] = a[1] * 2.0
    a[1] = a_new
    b = [y, y * y]
    z = b[0] * 3.0
    b[0] = b[1]
    b[1] = a[0]
    c = {"k": y}
    a_new2 = c["k"]
    c["k"] = a[2] * z
    a_old2 = a[2]
    a[2] = a_new2
    z_old = z
    for k in range(len(b)):
        a[1] = b[k]
        z = z + k * a[1]

    # Reverse sweep
    a_bar = x * b[0]  # return np.sum(a * x) * b[0] + b[1] * z * c["k"]
    x_bar = a * b[0]
    b_bar = [0.0] * len(b)
    b_bar[0] = a @ x
    b_bar[1] = z * c["k"]
    z_bar = b[1] * c["k"]
    k_bar = b[1] * z
    for k in reversed(range(len(b))):
        a_bar[1] += k * z_bar  # z = z + k * a[1]
        new_a_bar = a_bar[1]
        a_bar[1] = 0.0
        b_bar[k] += new_a_bar
    a[2] = a_old2
    a_new2_bar = a_bar[2]  # c["k"], a[2] = a[2] * z, c["k"]
    a_bar[2] = z_old * k_bar
    z_bar += a[2] * k_bar
    k_bar = a_new2_bar
    b_item_bar = b_bar[1]  # b[0], z, b[1] = b[1], b[0] * 3.0, a[0]
    b_bar[1] = 0.0
    a_bar[0] += b_item_bar
    b_item_bar2 = b_bar[0]
    b_bar[0] = 0.0
    b_bar[1] += b_item_bar2
    b_bar[0] += 3.0 * z_bar
    y_bar = k_bar + b_bar[0] + 2 * y * b_bar[1]  # b = [y, y * y]
    a_new_bar = a_bar[1]  # a[0], a[1] = a[1] * 2.0, a[0] * a[2]
    a_bar[1] = 0.0
    a[0] = a_old
    a_bar[1] += 2.0 * a_bar[0]
    a_bar[0] = a[2] * a_new_bar
    a_bar[2] += a[0] * a_new_bar
    x_bar += a_bar  # a = x * 1.0
    return x_bar, float(y_bar)
