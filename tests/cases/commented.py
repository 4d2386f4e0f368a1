"""Comments and the docstring of the primal are kept."""

import numpy as np


def commented(x, rate):
    """How far a thing moves.

    rate: per second, not per hour
    """
    # first the speed
    speed = rate * x  # metres a second
    # and then, in two lines,
    # the way
    way = speed * speed  # quadratic in x

    # what it costs
    cost = np.exp(-way)
    return cost + way  # in euros


WRT = ("x", "rate")


def samples(rng):
    return [(0.5, 1.2)]


# --- expected ---
import numpy as np


def commented_grad(x, rate):
    """Gradient of `commented` with respect to x and rate."""
    # first the speed
    speed = rate * x  # metres a second
    # and then, in two lines,
    # the way
    way = speed * speed  # quadratic in x

    # what it costs
    cost = np.exp(-way)

    # Reverse sweep
    way_bar = 1.0  # return cost + way
    way_bar -= cost  # cost = np.exp(-way)
    speed_bar = 2 * speed * way_bar  # way = speed * speed
    rate_bar = x * speed_bar  # speed = rate * x
    x_bar = rate * speed_bar
    return float(x_bar), float(rate_bar)
