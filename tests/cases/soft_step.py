"""A value tested for its kind by isnan and isfinite before it is used."""

import numpy as np


def soft_step(x):
    y = np.where(np.isfinite(x), x, 0.0)
    return np.sum(y / (1.0 + np.exp(-y)))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def soft_step_grad(x):
    """Gradient of `soft_step` with respect to x."""
    isfinite_x = np.isfinite(x)
    y = np.where(isfinite_x, x, 0.0)

    # Reverse sweep
    ratio = 1 / (1 + np.exp(-y))  # return np.sum(y / (1.0 + np.exp(-y)))
    y_bar = ratio + y / (1.0 + np.exp(-y)) * (1 - ratio)
    x_bar = np.where(isfinite_x, y_bar, 0)  # y = np.where(np.isfinite(x), x, 0.0)
    return x_bar
