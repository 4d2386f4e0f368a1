"""`y = x; y += 1`: the argument itself is meant, and still not touched."""

import numpy as np


def argument_alias(x):
    y = x
    y += 1.0
    y *= x
    return np.sum(x * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def argument_alias_grad(x):
    """Gradient of `argument_alias` with respect to x."""
    x_bar = np.zeros_like(x)
    x = x.copy()
    y = x
    y_bar = x_bar
    y += 1.0
    y_old = y.copy()
    y *= x

    # Reverse sweep
    x_bar += y  # return np.sum(x * y)
    y_bar += x
    y[...] = y_old
    y_section_bar = y_bar.copy()  # y *= x
    y_bar[...] = x * y_section_bar
    x_bar += y * y_section_bar
    x_bar = x_bar.copy()
    return x_bar
