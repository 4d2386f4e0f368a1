"""Functions under other names, modules by another path: known by what they are."""

import math as m

import numpy
from numpy import exp as e
from numpy import linalg


def aliased_modules(x):
    np = 2.0
    return numpy.sum(e(-x * x)) * np + linalg.norm(x) * m.cos(x[0])


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import math

import numpy as np
from numpy import linalg


def aliased_modules_grad(x):
    """Gradient of `aliased_modules` with respect to x."""
    norm_x = linalg.norm(x)

    # Reverse sweep
    product_bar = 2.0 * np.exp(-x * x)  # return numpy.sum(...) * np + ...
    x_bar = x / np.where(norm_x == 0, 1, norm_x) * math.cos(x[0]) - 2 * x * product_bar
    x_bar[0] -= math.sin(x[0]) * norm_x
    return x_bar
