"""Steps of Runge and Kutta: slopes are arrays made by one line and filled later."""

import numpy as np


def slope(y, rate, out):
    out[0] = y[1]
    out[1] = rate * (1.0 - y[0] ** 2) * y[1] - y[0]


def runge_kutta(y, rate, dt, steps):
    k1, k2 = (np.empty(2) for _ in range(2))
    for _ in range(steps):
        slope(y, rate, k1)
        slope(y + dt / 2 * k1, rate, k2)
        y += dt * k2


WRT = ("y", "rate")
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=2), 0.3, 0.1, 3), (rng.normal(size=2), 0.3, 0.1, 2)]


# --- expected ---
import numpy as np

from tests.cases import runge_kutta  # isort: skip


def runge_kutta_vjp(y, rate, dt, steps, *, cotangent):
    """Value and vector-Jacobian product of `runge_kutta` with respect to y and rate."""
    saved_stack = []
    k2_stack = []
    y_stack = []
    y = y.copy()
    k1 = np.empty(2)
    k2 = np.empty(2)
    for _ in range(steps):
        saved = slope_forward(y, rate, k1)
        saved_stack.append(saved)
        k2_stack.append(k2.copy())
        runge_kutta.slope(y + dt / 2 * k1, rate, k2)
        y_stack.append(y.copy())
        y += dt * k2
    ans = y.copy()

    # Reverse sweep
    y_bar = cotangent.copy()
    k1_bar = np.zeros_like(k1)
    k2_bar = np.zeros_like(k2)
    rate_bar = 0.0
    for _ in reversed(range(steps)):
        y[...] = y_stack.pop()
        k2_bar += dt * y_bar  # y += dt * k2
        y_bar2, rate_bar2 = slope_reverse(y + dt / 2 * k1, rate, k2_bar)  # slope(...)
        y_bar += y_bar2
        k1_bar += dt / 2 * y_bar2
        rate_bar += rate_bar2
        k2[...] = k2_stack.pop()
        saved = saved_stack.pop()
        y_bar3, rate_bar3 = slope_reverse2(y, rate, k1, saved, k1_bar)  # slope(...)
        y_bar += y_bar3
        rate_bar += rate_bar3
    return ans, (y_bar, float(rate_bar))


def slope_reverse(y, rate, out_bar):
    # Reverse sweep
    product_bar = y[1] * out_bar[1]  # out[1] = rate * (1.0 - y[0] ** 2) * y[1] - y[0]
    rate_bar = (1.0 - y[0] ** 2) * product_bar
    y_bar = np.zeros_like(y)
    y_bar[0] = -(2 * y[0] * rate * product_bar + out_bar[1])
    y_bar[1] = rate * (1.0 - y[0] ** 2) * out_bar[1]
    out_bar[1] = 0.0
    y_bar[1] += out_bar[0]  # out[0] = y[1]
    out_bar[0] = 0.0
    return y_bar, rate_bar


def slope_forward(y, rate, out):
    out_old = out[0]
    out[0] = y[1]
    product = rate * (1.0 - y[0] ** 2)
    out_old2 = out[1]
    out[1] = product * y[1] - y[0]
    return out_old, product, out_old2


def slope_reverse2(y, rate, out, saved, out_bar):
    out_old, product, out_old2 = saved
    out[1] = out_old2
    product_bar = y[1] * out_bar[1]  # out[1] = rate * (1.0 - y[0] ** 2) * y[1] - y[0]
    rate_bar = (1.0 - y[0] ** 2) * product_bar
    y_bar = np.zeros_like(y)
    y_bar[0] = -(2 * y[0] * rate * product_bar + out_bar[1])
    y_bar[1] = product * out_bar[1]
    out_bar[1] = 0.0
    out[0] = out_old
    y_bar[1] += out_bar[0]  # out[0] = y[1]
    out_bar[0] = 0.0
    return y_bar, rate_bar
