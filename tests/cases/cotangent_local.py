"""A local variable is called as the keyword of the derivative."""

import numpy as np


def cotangent_local(x, y):
    cotangent = np.sin(x)
    cotangent[0] = y * cotangent[1]
    return cotangent * x, cotangent


WRT = ("x", "y")
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=3), 0.7)]


# --- expected ---
import numpy as np


def cotangent_local_vjp(x, y, *, cotangent):
    """Value and vector-Jacobian product of `cotangent_local` with respect to x and
    y.
    """
    ans_bar = cotangent
    cotangent = np.sin(x)
    cotangent[0] = y * cotangent[1]
    ans = cotangent * x, cotangent

    # Reverse sweep
    product_bar = ans_bar[0]  # return cotangent * x, cotangent
    cotangent_bar = x * product_bar + ans_bar[1]
    x_bar = cotangent * product_bar
    y_bar = cotangent[1] * cotangent_bar[0]  # cotangent[0] = y * cotangent[1]
    cotangent_bar[1] += y * cotangent_bar[0]
    cotangent_bar[0] = 0.0
    x_bar += np.cos(x) * cotangent_bar  # cotangent = np.sin(x)
    return ans, (x_bar, float(y_bar))
