"""A costly value of the primal is read in products, and is no adjoint itself."""

import numpy as np


def costly_named_before(x, w):
    z = np.cos(x)
    return np.sum(np.sin(x)) + np.sum(w * np.sin(x)), z


WRT = ("x", "w")
MODE = "vjp"


def samples(rng):
    return [(rng.uniform(size=3), rng.uniform(size=3))]


# --- expected ---
import numpy as np


def costly_named_before_vjp(x, w, *, cotangent):
    """Value and vector-Jacobian product of `costly_named_before` with respect to x
    and w.
    """
    z = np.cos(x)
    sin_x = np.sin(x)
    ans = np.sum(np.sin(x)) + np.sum(w * sin_x), z

    # Reverse sweep
    x_bar = z * (1 + w) * cotangent[0]  # return np.sum(...) + np.sum(w * np.sin(x)), z
    w_bar = sin_x * cotangent[0]
    z_bar = cotangent[1]
    x_bar -= sin_x * z_bar  # z = np.cos(x)
    return ans, (x_bar, w_bar)
