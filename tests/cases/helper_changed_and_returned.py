"""A helper changes its argument and returns it; what is returned is the argument."""

import numpy as np


def smoothed(u, c):
    u[1:-1] += c * (u[:-2] * u[2:] - u[1:-1])
    return u


def helper_changed_and_returned(x, c, n):
    y = x * x
    for k in range(n):
        y = smoothed(y, c)
    z = smoothed(y, c)
    z *= 2.0
    return np.sum(y**3) + smoothed(z, c)[1]


WRT = ("x", "c")


def samples(rng):
    return [(rng.normal(size=5), 0.3, 2), (rng.normal(size=5), 0.3, 0)]


# --- expected ---
import numpy as np


def helper_changed_and_returned_grad(x, c, n):
    """Gradient of `helper_changed_and_returned` with respect to x and c."""
    saved3_stack = []
    y = x * x
    y_bar = np.zeros_like(y)
    for k in range(n):
        y, saved3 = smoothed_forward(y, c)
        saved3_stack.append(saved3)
    z, saved2 = smoothed_forward(y, c)
    z_bar = y_bar
    z_old = z.copy()
    z *= 2.0
    _smoothed_ans, saved = smoothed_forward(z, c)
    smoothed_ans_bar = z_bar

    # Reverse sweep
    smoothed_ans_bar[1] += 1.0  # return np.sum(y**3) + smoothed(z, c)[1]
    c_bar = smoothed_reverse(z, c, saved, z_bar)
    y_bar += 3 * y**2
    z[...] = z_old
    z_bar[...] = 2.0 * z_bar  # z *= 2.0
    c_bar += smoothed_reverse(y, c, saved2, y_bar)  # z = smoothed(y, c)
    for k in reversed(range(n)):
        saved3 = saved3_stack.pop()
        c_bar += smoothed_reverse(y, c, saved3, y_bar)  # y = smoothed(y, c)
    x_bar = 2 * x * y_bar  # y = x * x
    return x_bar, float(c_bar)


def smoothed_forward(u, c):
    u_old = u[1:-1].copy()
    u[1:-1] += c * (u[:-2] * u[2:] - u[1:-1])
    return u, u_old


def smoothed_reverse(u, c, u_old, u_bar):
    u[1:-1] = u_old
    u_section_bar = u_bar[1:-1].copy()  # u[1:-1] += c * (u[:-2] * u[2:] - u[1:-1])
    sum_bar = c * u_section_bar
    u_bar[1:-1] = u_section_bar - sum_bar
    c_bar = np.sum((u[:-2] * u[2:] - u[1:-1]) * u_section_bar)
    u_bar[:-2] += u[2:] * sum_bar
    u_bar[2:] += u[:-2] * sum_bar
    return c_bar
