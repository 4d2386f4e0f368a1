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
import numpy as np


def kalman_filter_grad(readings, q, r):
    """Gradient of `kalman_filter` with respect to readings, q and r."""
    saved_stack = []
    mean, var = 0.0, 1.0
    for z in readings:
        var = var + q
        s = var + r
        gain = var / s
        innovation = z - mean
        saved_stack.append((var, s, gain, innovation))
        mean = mean + gain * innovation
        var = (1.0 - gain) * var

    # Reverse sweep
    mean_bar = 0.0
    q_bar = 0.0
    r_bar = 0.0
    readings_bar = np.zeros_like(readings)
    var_bar = 0.0
    for k in reversed(range(len(readings))):
        var, s, gain, innovation = saved_stack.pop()
        gain_bar = -var * var_bar  # var = (1.0 - gain) * var
        var_bar = (1.0 - gain) * var_bar
        gain_bar += innovation * mean_bar  # mean = mean + gain * innovation
        innovation_bar = gain * mean_bar
        s_bar = 0.5 * innovation**2 / s / s - 0.5 / s  # loglik -= 0.5 * (...)
        innovation_bar -= innovation / s
        mean_bar -= innovation_bar  # innovation = z - mean
        var_bar += gain_bar / s  # gain = var / s
        s_bar -= gain / s * gain_bar
        var_bar += s_bar  # s = var + r
        r_bar += s_bar
        q_bar += var_bar  # var = var + q
        readings_bar[k] = innovation_bar
    return readings_bar, float(q_bar), float(r_bar)
