"""A shift inside of a temperature cancels, unless that is another by then."""

import numpy as np


def tempered_shift(x, w, rate):
    low = np.min(x)
    soft = low - rate * np.log(np.sum(np.exp((low - x) / rate)))
    top = np.max(w)
    e = np.exp((w - top) / rate)
    weights = e / np.sum(e)
    cold = 0.5
    first = np.max(x)
    y = np.exp((x - first) / cold)
    cold = 2.0 + rate
    other = first + cold * np.log(np.sum(y))
    return soft + np.sum(weights * x) + other


WRT = ("x", "w", "rate")
LIKE = True


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4), 0.7) for _ in range(3)]


# --- expected ---
import numpy as np


def tempered_shift_grad(x, w, rate):
    """Gradient of `tempered_shift` with respect to x, w and rate."""
    low = np.min(x)
    exp = np.exp((low - x) / rate)
    sum_value = np.sum(exp)
    log = np.log(sum_value)
    top = np.max(w)
    e = np.exp((w - top) / rate)
    weights = e / np.sum(e)
    cold = 0.5
    first = np.max(x)
    y = np.exp((x - first) / cold)
    cold_old = cold
    cold = 2.0 + rate
    sum_y = np.sum(y)

    # Reverse sweep
    weights_bar = x  # return soft + np.sum(weights * x) + other
    first_bar = 1.0  # other = first + cold * np.log(np.sum(y))
    rate_bar = np.log(sum_y)
    y_bar = np.broadcast_to(cold / sum_y, np.shape(y))
    sum_bar = y * y_bar / cold_old  # y = np.exp((x - first) / cold)
    x_bar = weights + sum_bar
    first_bar -= np.sum(sum_bar)
    top2 = x == first  # first = np.max(x)
    x_bar += top2 * first_bar / np.sum(top2)
    w_bar = weights * (weights_bar - weights @ weights_bar) / rate  # weights = e / ...
    rate_bar -= np.sum((w - top) / rate * w_bar)
    ratio_bar = -exp * (rate / sum_value)  # soft = low - rate * np.log(...)
    rate_bar -= log + np.sum((low - x) / rate / rate * ratio_bar)
    x_bar -= ratio_bar / rate
    return x_bar, w_bar, float(rate_bar)
