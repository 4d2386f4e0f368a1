"""A scalar Kalman filter over noisy readings, the log-likelihood summed."""

import numpy as np


def kalman_filter(readings, q, r):
    mean, var, loglik = 0.0, 1.0, 0.0
    for z in readings:
        var = var + q
        s = var + r
        gain = var / s
        innovation = z - mean
        loglik -= 0.5 * (np.log(s) + innovation**2 / s)
        mean = mean + gain * innovation
        var = (1.0 - gain) * var
    return loglik


WRT = ("readings", "q", "r")


def samples(rng):
    return [(rng.normal(size=5), 0.1, 0.4)]


# --- expected ---
