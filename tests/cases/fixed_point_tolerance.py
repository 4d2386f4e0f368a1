"""A damped fixed point until it moves less than a tolerance, at most `limit` times."""

import numpy as np


def fixed_point_tolerance(W, b, tol, limit):
    z = np.zeros(len(b))
    for k in range(limit):
        new = 0.5 * z + 0.5 * np.tanh(W @ z + b)
        moved = np.max(np.abs(new - z))
        z = new
        if moved < tol:
            break
    return np.sum(z**2)


WRT = ("W", "b")
LIKE = True


def samples(rng):
    W = 0.3 * rng.normal(size=(3, 3))
    b = rng.normal(size=3)
    return [(W, b, 1e-2, 50), (W, b, 1e-12, 3)]


# --- expected ---
import numpy as np


def fixed_point_tolerance_grad(W, b, tol, limit):
    """Gradient of `fixed_point_tolerance` with respect to W and b."""
    z_stack = []
    z = np.zeros(len(b))
    trips = 0
    for k in range(limit):
        trips += 1  # counts the trips
        new = 0.5 * z + 0.5 * np.tanh(W @ z + b)
        moved = np.max(np.abs(new - z))
        z_stack.append(z)
        z = new
        if moved < tol:
            break

    # Reverse sweep
    z_bar = 2 * z  # return np.sum(z**2)
    W_bar = np.zeros_like(W)
    b_bar = np.zeros_like(b)
    for k in reversed(range(trips)):
        z = z_stack.pop()
        sum_bar = 0.5 * (1 - np.tanh(W @ z + b) ** 2) * z_bar  # new = 0.5 * z + ...
        z_bar = 0.5 * z_bar + W.T @ sum_bar
        W_bar += np.outer(sum_bar, z)
        b_bar += sum_bar
    return W_bar, b_bar
