"""A dict of parameters with a string and an integer among them."""

import numpy as np


def dict_argument(params, x):
    z = params["W"] @ x + params["b"]
    if params["kind"] == "square":
        z = z * z
    return np.sum(z) * params["n"]


WRT = "params"


def samples(rng):
    params = {"W": rng.normal(size=(2, 3)), "b": 0.3, "kind": "square", "n": 2}
    return [(params, rng.normal(size=3))]


# --- expected ---
