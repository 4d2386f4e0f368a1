"""A tuple comes in and its gradient is a tuple."""

import numpy as np


def tuple_argument(p, x):
    w, (b, c) = p
    return np.sum((w * x + b) ** 2) * c + p[1][0]


WRT = "p"


def samples(rng):
    return [((rng.normal(size=3), (0.5, -1.2)), rng.normal(size=3))]


# --- expected ---
import numpy as np


def tuple_argument_grad(p, x):
    """Gradient of `tuple_argument` with respect to p."""
    w, (b, c) = p

    # Reverse sweep
    sum_bar = 2 * (w * x + b) * c  # return np.sum((w * x + b) ** 2) * c + p[1][0]
    w_bar = x * sum_bar
    b_bar = np.sum(sum_bar)
    c_bar = np.sum((w * x + b) ** 2)
    p_1_0_bar = 1.0
    p_1_0_bar += b_bar  # w, (b, c) = p
    return w_bar, (float(p_1_0_bar), float(c_bar))
