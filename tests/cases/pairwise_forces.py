"""Forces between all pairs by two loops, added to both partners."""

import numpy as np


def pairwise_forces(x, strength):
    f = np.zeros_like(x)
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            d = x[j] - x[i]
            pull = strength * d / (np.sum(d * d) + 0.1) ** 1.5
            f[i] += pull
            f[j] -= pull
    return f


WRT = ("x", "strength")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 2)), 0.7)]


# --- expected ---
import numpy as np


def pairwise_forces_vjp(x, strength, *, cotangent):
    """Value and vector-Jacobian product of `pairwise_forces` with respect to x and
    strength.
    """
    f = np.zeros_like(x)
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            d = x[j] - x[i]
            pull = strength * d / (np.sum(d * d) + 0.1) ** 1.5
            f[i] += pull
            f[j] -= pull

    # Reverse sweep
    f_bar = cotangent  # return f
    strength_bar = 0.0
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        for j in reversed(range(i + 1, len(x))):
            d = x[j] - x[i]
            total = np.sum(d * d) + 0.1
            power = total**1.5
            pull = strength * d / power
            pull_bar = -f_bar[j]  # f[j] -= pull
            pull_bar += f_bar[i]  # f[i] += pull
            product_bar = pull_bar / power  # pull = strength * d / (...) ** 1.5
            product_bar2 = -1.5 * total**0.5 * (pull @ pull_bar) / power
            strength_bar += d @ product_bar
            d_bar = strength * product_bar + 2 * d * product_bar2
            x_bar[j] += d_bar  # d = x[j] - x[i]
            x_bar[i] -= d_bar
    return f, (x_bar, float(strength_bar))
