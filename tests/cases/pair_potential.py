"""A potential of pairs, in which one quotient is worked out again and again."""

import numpy as np

WRT = ("x", "sigma")
LIKE = True


def pair_potential(x, sigma, epsilon):
    e = 0.0
    for i in range(len(x)):
        for j in range(i):
            d = x[i] - x[j]
            r2 = d @ d
            s6 = (sigma**2 / r2) ** 3
            e += 4 * epsilon * (s6**2 - s6)
    return e


def samples(rng):
    return [(3.0 * rng.normal(size=(n, 3)), 1.1, 0.7) for n in (4, 1)]


# --- expected ---
import numpy as np


def pair_potential_grad(x, sigma, epsilon):
    """Gradient of `pair_potential` with respect to x and sigma."""
    sigma_bar = 0.0
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        for j in reversed(range(i)):
            d = x[i] - x[j]
            r2 = d @ d
            ratio = sigma**2 / r2
            s6 = ratio**3
            s6_bar = 4 * (2 * s6 - 1) * epsilon  # e += 4 * epsilon * (s6**2 - s6)
            ratio_bar = 3 * ratio**2 * s6_bar  # s6 = (sigma**2 / r2) ** 3
            sigma_bar += 2 * sigma * ratio_bar / r2
            r2_bar = -ratio / r2 * ratio_bar
            d_bar = 2 * r2_bar * d  # r2 = d @ d
            x_bar[i] += d_bar  # d = x[i] - x[j]
            x_bar[j] -= d_bar
    return x_bar, float(sigma_bar)
