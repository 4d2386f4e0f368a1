"""Helpers that call helpers, one of them in a loop with a branch in it."""

import numpy as np


def activate(z):
    return np.tanh(z) if z > 0.0 else 0.1 * z


def layer(z, w):
    return activate(w * z) + z


def helper_chain(z, w):
    for v in w:
        z = layer(z, v)
    return z * z


WRT = ("z", "w")


def samples(rng):
    return [(0.5, np.array([1.0, -2.0, 0.7]))]


# --- expected ---
