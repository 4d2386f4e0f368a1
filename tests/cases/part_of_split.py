"""A part of an argument is returned as an array of its own."""

import numpy as np


def part_of_split(x):
    return np.split(x, 2, axis=-1)[0], np.array(x[0], copy=None)


WRT = "x"
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=(2, 4)),)]


# --- expected ---
import numpy as np


def part_of_split_vjp(x, *, cotangent):
    """Value and vector-Jacobian product of `part_of_split` with respect to x."""
    split_x = np.split(x, 2, axis=-1)
    ans = split_x[0].copy(), np.array(x[0], copy=None).copy()

    # Reverse sweep
    # return np.split(x, 2, axis=-1)[0], np.array(x[0], copy=None)
    x_bar = np.concatenate((cotangent[0], np.zeros_like(split_x[1])), axis=-1)
    x_bar[0] += cotangent[1]
    return ans, x_bar
