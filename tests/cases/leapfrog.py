"""Leapfrog steps of an anharmonic oscillator: both halves written in place."""

import numpy as np


def leapfrog(x, v, k, dt, steps):
    x = x.copy()
    v = v.copy()
    for n in range(steps):
        v -= 0.5 * dt * (k * x + x**3)
        x += dt * v
        v -= 0.5 * dt * (k * x + x**3)
    return x, np.sum(v * v)


WRT = ("x", "v", "k")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=2), rng.normal(size=2), 1.5, 0.1, 3)]


# --- expected ---
import numpy as np


def leapfrog_vjp(x, v, k, dt, steps, *, cotangent):
    """Value and vector-Jacobian product of `leapfrog` with respect to x, v and k."""
    x_stack = []
    x = x.copy()
    v = v.copy()
    for n in range(steps):
        v -= 0.5 * dt * (k * x + x**3)
        x_stack.append(x.copy())
        x += dt * v
        v -= 0.5 * dt * (k * x + x**3)
    ans = x, np.sum(v * v)

    # Reverse sweep
    x_bar = cotangent[0].copy()  # return x, np.sum(v * v)
    v_bar = 2 * v * cotangent[1]
    k_bar = 0.0
    for n in reversed(range(steps)):
        sum_bar = -0.5 * dt * v_bar  # v -= 0.5 * dt * (k * x + x**3)
        k_bar += x @ sum_bar
        x_bar += (k + 3 * x**2) * sum_bar
        x = x_stack.pop()
        v_bar += dt * x_bar  # x += dt * v
        sum_bar2 = -0.5 * dt * v_bar  # v -= 0.5 * dt * (k * x + x**3)
        k_bar += x @ sum_bar2
        x_bar += (k + 3 * x**2) * sum_bar2
    return ans, (x_bar, v_bar, float(k_bar))
