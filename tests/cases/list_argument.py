"""A list of layers, looped over and indexed."""

import numpy as np


def list_argument(layers, x):
    for W, b in layers:
        x = np.tanh(W @ x + b)
    return np.sum(x) + np.sum(layers[0][1])


WRT = ("layers", "x")


def samples(rng):
    def layer(n, m):
        return (rng.normal(size=(n, m)), rng.normal(size=n))

    return [([layer(3, 2), layer(2, 3)], rng.normal(size=2))]


# --- expected ---
