"""Sections of one array are read, of which some overlap and some do not."""

import numpy as np


def first_writes_overlap(x):
    u = x * 2.0
    v = u[1:3] * u[0]
    w = np.array([*u[1:], 0.5])
    w[:2] += u[1:3]
    z = np.zeros(4) + u[0]
    z[:2] += u[1:3]
    return np.sum(v * u[:2]) + np.sum(w * w) + u[0] * u[3] + np.sum(z * z)


WRT = "x"


def samples(rng):
    return [(rng.uniform(size=4),)]


# --- expected ---
import numpy as np


def first_writes_overlap_grad(x):
    """Gradient of `first_writes_overlap` with respect to x."""
    u = x * 2.0
    v = u[1:3] * u[0]
    w = np.array([*u[1:], 0.5])
    w[:2] += u[1:3]
    z = np.zeros(4) + u[0]
    z[:2] += u[1:3]

    # Reverse sweep
    v_bar = u[:2]  # return np.sum(...) + np.sum(w * w) + u[0] * u[3] + np.sum(z * z)
    u_bar = np.zeros_like(u)
    u_bar[:2] = v
    w_bar = 2 * w
    u_bar[0] += u[3]
    u_bar[3] = u[0]
    z_bar = 2 * z
    u_bar[1:3] += z_bar[:2]  # z[:2] += u[1:3]
    u_bar[0] += np.sum(z_bar)  # z = np.zeros(4) + u[0]
    u_bar[1:3] += w_bar[:2]  # w[:2] += u[1:3]
    u_bar[1:] += np.array(list(w_bar)[: len(u[1:])])  # w = np.array([*u[1:], 0.5])
    u_bar[1:3] += u[0] * v_bar  # v = u[1:3] * u[0]
    u_bar[0] += u[1:3] @ v_bar
    x_bar = 2.0 * u_bar  # u = x * 2.0
    return x_bar
