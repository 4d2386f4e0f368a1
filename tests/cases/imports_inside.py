"""Imports inside the function, under names of its own."""


def imports_inside(a):
    import math

    import numpy as xp
    from numpy import sin

    y = xp.exp(a) * sin(a)
    return y * math.cos(a)


WRT = "a"


def samples(rng):
    return [(0.7,)]


# --- expected ---
import math

import numpy as np


def imports_inside_grad(a):
    """Gradient of `imports_inside` with respect to a."""
    y = np.exp(a) * np.sin(a)

    # Reverse sweep
    y_bar = math.cos(a)  # return y * math.cos(a)
    a_bar = -math.sin(a) * y
    # y = xp.exp(a) * sin(a)
    a_bar += np.exp(a) * (np.sin(a) * y_bar) + np.cos(a) * (np.exp(a) * y_bar)
    return float(a_bar)
