"""Central differences, one of them squared: both are divided by twice a step."""

import numpy as np


def divided_by_twice(u, v, dx, dt):
    b = (u[2:] - u[:-2]) / (2 * dx) + dt * ((v[2:] - v[:-2]) / (2 * dx)) ** 2
    return np.sum(b * b)


WRT = ("u", "v")
MODE = "jvp"


def samples(rng):
    return [(rng.normal(size=5), rng.normal(size=5), 0.5, 0.2)]


# --- expected ---
import numpy as np


def divided_by_twice_jvp(u, v, dx, dt, *, tangents):
    """Value of `divided_by_twice` and its tangent, for tangents of u and v."""
    u_dot, v_dot = tangents
    ratio = (v[2:] - v[:-2]) / (2 * dx)
    b_dot = ((u_dot[2:] - u_dot[:-2]) / 2 + dt * ratio * (v_dot[2:] - v_dot[:-2])) / dx
    b = (u[2:] - u[:-2]) / (2 * dx) + dt * ratio**2
    return np.sum(b * b), 2 * (b @ b_dot)
