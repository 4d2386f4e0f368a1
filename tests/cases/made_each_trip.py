"""An array that is made in each trip and filled: nothing of it is put back."""

import numpy as np

WRT = ("u0", "v0", "c")


def made_each_trip(u0, v0, c, dt, steps):
    u, v = u0.copy(), v0.copy()
    for _ in range(steps):
        lap = np.zeros_like(u)
        lap[1:-1] = u[2:] - 2 * u[1:-1] + u[:-2]
        v += dt * c**2 * lap
        u += dt * v
    return np.sum(v**2) + np.sum(u**2)


def samples(rng):
    return [(rng.normal(size=6), rng.normal(size=6), 0.8, 0.1, n) for n in (3, 0)]


# --- expected ---
import numpy as np


def made_each_trip_grad(u0, v0, c, dt, steps):
    """Gradient of `made_each_trip` with respect to u0, v0 and c."""
    lap_stack = []
    u = u0.copy()
    v = v0.copy()
    for _ in range(steps):
        lap = np.zeros_like(u)
        lap[1:-1] = u[2:] - 2 * u[1:-1] + u[:-2]
        v += dt * c**2 * lap
        u += dt * v
        lap_stack.append(lap)

    # Reverse sweep
    v_bar = 2 * v  # return np.sum(v**2) + np.sum(u**2)
    u_bar = 2 * u
    c_bar = 0.0
    for _ in reversed(range(steps)):
        lap = lap_stack.pop()
        v_bar += dt * u_bar  # u += dt * v
        c_bar += 2 * c * dt * np.sum(lap * v_bar)  # v += dt * c**2 * lap
        lap_bar = dt * c**2 * v_bar
        u_bar[2:] += lap_bar[1:-1]  # lap[1:-1] = u[2:] - 2 * u[1:-1] + u[:-2]
        u_bar[1:-1] -= 2 * lap_bar[1:-1]
        u_bar[:-2] += lap_bar[1:-1]
    v0_bar = v_bar  # u, v = u0.copy(), v0.copy()
    u0_bar = u_bar
    return u0_bar, v0_bar, float(c_bar)
