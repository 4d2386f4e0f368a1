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
import numpy as np


def dict_argument_grad(params, x):
    """Gradient of `dict_argument` with respect to params."""
    z = params["W"] @ x + params["b"]
    if params["kind"] == "square":
        z_old = z
        z = z * z

    # Reverse sweep
    z_bar = np.broadcast_to(params["n"] * 1.0, np.shape(z))  # return np.sum(z) * ...
    if params["kind"] == "square":
        z = z_old
        z_bar = 2 * z * z_bar  # z = z * z
    W_bar = np.outer(z_bar, x)  # z = params["W"] @ x + params["b"]
    b_bar = np.sum(z_bar)
    return {"W": W_bar, "b": float(b_bar), "kind": None, "n": None}
