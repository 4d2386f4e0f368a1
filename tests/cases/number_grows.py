"""A number that becomes an array by `*=` and `+=`: the name is bound again."""

import numpy as np


def number_grows(v, rate):
    scale = 2.0 * v[0]
    scale *= np.atleast_1d(v)
    rate += scale
    return np.sum(rate * scale)


WRT = ("v", "rate")


def samples(rng):
    return [(rng.normal(size=3), 1.3)]


# --- expected ---
import numpy as np


def number_grows_grad(v, rate):
    """Gradient of `number_grows` with respect to v and rate."""
    scale = 2.0 * v[0]
    atleast_1d_v = np.atleast_1d(v)
    scale_old = scale
    scale = scale * atleast_1d_v
    rate = rate + scale

    # Reverse sweep
    rate_bar = scale  # return np.sum(rate * scale)
    scale_bar = rate
    scale_bar += rate_bar  # rate += scale
    rate_bar = np.sum(rate_bar)
    v_bar = np.reshape(scale_old * scale_bar, np.shape(v)).copy()  # scale *= ...
    scale_bar = np.sum(atleast_1d_v * scale_bar)
    v_bar[0] += 2.0 * scale_bar  # scale = 2.0 * v[0]
    return v_bar, float(rate_bar)
