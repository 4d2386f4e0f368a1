"""A nonlinear transport equation on a ring, in place."""

import numpy as np


def burgers(u, dt, nu, steps):
    u = u.copy()
    for k in range(steps):
        left, right = np.roll(u, 1), np.roll(u, -1)
        u -= dt * u * (right - left) / 2.0
        u += nu * (left - 2.0 * u + right)
    return np.sum(u**2)


WRT = ("u", "dt", "nu")
LIKE = True


def samples(rng):
    return [(rng.normal(size=6), 0.1, 0.05, 3)]


# --- expected ---
import numpy as np


def burgers_grad(u, dt, nu, steps):
    """Gradient of `burgers` with respect to u, dt and nu."""
    u_stack = []
    u = u.copy()
    for k in range(steps):
        u_stack.append(u.copy())
        left, right = np.roll(u, 1), np.roll(u, -1)
        u -= dt * u * (right - left) / 2.0
        u += nu * (left - 2.0 * u + right)

    # Reverse sweep
    u_bar = 2 * u  # return np.sum(u**2)
    dt_bar = 0.0
    nu_bar = 0.0
    for k in reversed(range(steps)):
        u = u_stack.pop()
        left, right = np.roll(u, 1), np.roll(u, -1)
        u_old = u.copy()
        u -= dt * u * (right - left) / 2.0
        sum_bar = nu * u_bar  # u += nu * (left - 2.0 * u + right)
        nu_bar += (left - 2.0 * u + right) @ u_bar
        u_bar -= 2.0 * sum_bar
        product_bar = -0.5 * u_bar  # u -= dt * u * (right - left) / 2.0
        product_bar2 = (right - left) * product_bar
        sum_bar2 = dt * u_old * product_bar
        dt_bar += u_old @ product_bar2
        right_bar = sum_bar + sum_bar2
        left_bar = sum_bar - sum_bar2
        u_bar += dt * product_bar2
        u_bar += np.roll(left_bar, -1) + np.roll(right_bar, 1)  # left, right = ...
    return u_bar, float(dt_bar), float(nu_bar)
