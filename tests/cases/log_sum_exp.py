"""log-sum-exp, shifted by the maximum: no overflow at 1000."""

import numpy as np


def log_sum_exp(z):
    top = np.max(z)
    return top + np.log(np.sum(np.exp(z - top)))


WRT = "z"


def samples(rng):
    return [(rng.normal(size=4),), (np.array([999.0, 1000.0, 998.5]),)]


# --- expected ---
import numpy as np


def log_sum_exp_grad(z):
    """Gradient of `log_sum_exp` with respect to z."""
    top = np.max(z)
    sum_value = np.sum(np.exp(z - top))

    # Reverse sweep
    sum_bar = np.exp(z - top) / sum_value  # return top + np.log(...)
    top_bar = 1.0 - np.sum(sum_bar)
    z_bar = sum_bar
    top2 = z == top  # top = np.max(z)
    z_bar += top2 * top_bar / np.sum(top2)
    return z_bar
