"""A number under whose name stands an array without axes that is filled from it."""

import numpy as np


def filled(rate):
    given = rate
    rate = np.ones_like(given)
    rate[...] = given
    return rate


def no_axes_from_number(x, rate):
    kept = rate
    rate = np.empty_like(kept)
    rate[...] = kept
    return np.sum(x * rate) + filled(kept * kept)


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=3), 0.3)]


# --- expected ---
import numpy as np


def no_axes_from_number_grad(x, rate):
    """Gradient of `no_axes_from_number` with respect to x and rate."""
    rate_bar = np.zeros_like(rate)
    kept = rate
    rate = np.empty_like(kept)
    rate_bar_old = rate_bar
    rate_bar = np.zeros_like(rate)
    rate[...] = kept
    _filled_ans, saved = filled_forward(kept * kept)

    # Reverse sweep
    x_bar = np.broadcast_to(rate, np.shape(x)).copy()  # return np.sum(...) + ...
    rate_bar += np.sum(x)
    kept_bar = 2 * kept * filled_reverse(saved, 1.0)
    kept_bar += rate_bar  # rate[...] = kept
    rate_bar[...] = 0.0
    rate_bar = rate_bar_old
    rate_bar += kept_bar  # kept = rate
    return x_bar, float(rate_bar)


def filled_forward(rate):
    rate_bar = np.zeros_like(rate)
    given = rate
    rate = np.ones_like(given)
    rate_bar_old = rate_bar
    rate_bar = np.zeros_like(rate)
    rate[...] = given
    return rate, (rate_bar, rate_bar_old)


def filled_reverse(saved, ans_bar):
    rate_bar, rate_bar_old = saved
    rate_bar += ans_bar  # return rate
    given_bar = rate_bar[()]  # rate[...] = given
    rate_bar[...] = 0.0
    rate_bar = rate_bar_old
    rate_bar += given_bar  # given = rate
    return rate_bar
