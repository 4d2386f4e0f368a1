"""Heat on a ring with a source that depends on time; the state is rebound."""

import numpy as np


def heat_ring(u, k, source, steps):
    for n in range(steps):
        flux = k * (np.roll(u, -1) - u)
        u = u + flux - np.roll(flux, 1) + source[n]
    return np.sum(u[::2] ** 2)


WRT = ("u", "k", "source")
LIKE = True


def samples(rng):
    return [(rng.normal(size=4), 0.1 + 0.2 * rng.random(4), rng.normal(size=3), 3)]


# --- expected ---
import numpy as np


def heat_ring_grad(u, k, source, steps):
    """Gradient of `heat_ring` with respect to u, k and source."""
    u_stack = []
    for n in range(steps):
        flux = k * (np.roll(u, -1) - u)
        u_stack.append(u)
        u = u + flux - np.roll(flux, 1) + source[n]

    # Reverse sweep
    u_bar = np.zeros_like(u)  # return np.sum(u[::2] ** 2)
    u_bar[::2] = 2 * u[::2]
    k_bar = np.zeros_like(k)
    source_bar = np.zeros_like(source)
    for n in reversed(range(steps)):
        u = u_stack.pop()
        flux_bar = u_bar + np.roll(-u_bar, -1)  # u = u + flux - np.roll(...) + ...
        source_bar[n] = np.sum(u_bar)
        sum_bar = k * flux_bar  # flux = k * (np.roll(u, -1) - u)
        k_bar += (np.roll(u, -1) - u) * flux_bar
        u_bar += np.roll(sum_bar, 1) - sum_bar
    return u_bar, k_bar, source_bar
