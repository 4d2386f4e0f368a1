"""log-sum-exp, shifted by the maximum: no overflow at 1000."""

import numpy as np


def log_sum_exp(z):
    top = np.max(z)
    return top + np.log(np.sum(np.exp(z - top)))


WRT = "z"


def samples(rng):
    return [(rng.normal(size=4),), (np.array([999.0, 1000.0, 998.5]),)]


# --- expected ---
