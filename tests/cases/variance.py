"""Standard scores: var and std with ddof."""

import numpy as np


def variance(x):
    z = (x - np.mean(x)) / np.std(x, ddof=1)
    return np.sum(z**3) + np.var(x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=5),)]


# --- expected ---
import numpy as np


def variance_grad(x):
    """Gradient of `variance` with respect to x."""
    std_x = np.std(x, ddof=1)
    z = (x - np.mean(x)) / std_x

    # Reverse sweep
    z_bar = 3 * z**2  # return np.sum(z**3) + np.var(x)
    mean_x = np.mean(x)
    x_bar = 2 * (x - mean_x) / len(x)
    sum_bar = z_bar / std_x  # z = (x - np.mean(x)) / np.std(x, ddof=1)
    x_bar += (
        sum_bar
        - np.sum(sum_bar) / len(x)
        - (x - mean_x) / ((len(x) - 1) * np.where(std_x == 0, 1, std_x)) * (z @ sum_bar)
    )
    return x_bar
