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
    exp_a = np.exp(a)
    sin_a = np.sin(a)
    y = exp_a * sin_a

    # Reverse sweep
    y_bar = math.cos(a)  # return y * math.cos(a)
    a_bar = -math.sin(a) * y
    a_bar += exp_a * (sin_a * y_bar) + np.cos(a) * (exp_a * y_bar)  # y = ...
    return float(a_bar)
