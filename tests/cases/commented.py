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
