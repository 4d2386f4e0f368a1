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
    u_bar[::2] = unbroadcast(
        np.broadcast_to(2 * u[::2] * 1.0, np.shape(u[::2] ** 2)), u[::2]
    )
    k_bar = np.zeros_like(k)
    source_bar = np.zeros_like(source)
    for n in reversed(range(steps)):
        u = u_stack.pop()
        flux_bar = u_bar + np.roll(-u_bar, -1)  # u = u + flux - np.roll(...) + ...
        source_bar[n] += np.sum(u_bar)
        sum2 = np.roll(u, -1) - u  # flux = k * (np.roll(u, -1) - u)
        sum_bar = k * flux_bar
        k_bar += sum2 * flux_bar
        u_bar += np.roll(sum_bar, 1) - sum_bar
    return u_bar, k_bar, source_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
