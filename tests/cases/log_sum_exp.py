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
    exp = np.exp(z - top)

    # Reverse sweep
    z_bar = exp / np.sum(exp)  # return top + np.log(np.sum(np.exp(z - top)))
    return z_bar
