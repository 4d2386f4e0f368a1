"""A linear stencil in place: nothing is saved."""

import numpy as np


def smoothing(u, steps):
    u = u.copy()
    for k in range(steps):
        u[1:-1] = 0.5 * u[1:-1] + 0.25 * (u[:-2] + u[2:])
    return np.sum(u * u)


WRT = "u"
LIKE = True


def samples(rng):
    return [(rng.normal(size=6), 3), (rng.normal(size=6), 0)]


# --- expected ---
def smoothing_grad(u, steps):
    """Gradient of `smoothing` with respect to u."""
    u = u.copy()
    for k in range(steps):
        u[1:-1] = 0.5 * u[1:-1] + 0.25 * (u[:-2] + u[2:])

    # Reverse sweep
    u_bar = 2 * u  # return np.sum(u * u)
    for k in reversed(range(steps)):
        u_section_bar = u_bar[1:-1].copy()  # u[1:-1] = 0.5 * u[1:-1] + 0.25 * (...)
        sum_bar = 0.25 * u_section_bar
        u_bar[1:-1] = 0.5 * u_section_bar
        u_bar[:-2] += sum_bar
        u_bar[2:] += sum_bar
    return u_bar
