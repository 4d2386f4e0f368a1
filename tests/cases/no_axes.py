"""Arrays of no axes: adjoints may be numbers, and tangents arrays."""

import numpy as np


def no_axes(x, y):
    larger = max(x, 0.5)
    return np.add(x, 1), np.asarray(y).item(), larger


WRT = ("x", "y")
MODE = "vjp"


def samples(rng):
    return [(np.array(1.5), np.array(0.7))]


# --- expected ---
import numpy as np


def no_axes_vjp(x, y, *, cotangent):
    """Value and vector-Jacobian product of `no_axes` with respect to x and y."""
    larger = max(x, 0.5)
    ans = np.add(x, 1), np.asarray(y).item(), np.copy(larger)

    # Reverse sweep
    x_bar = cotangent[0]  # return np.add(x, 1), np.asarray(y).item(), larger
    y_bar = np.reshape(cotangent[1], ())
    larger_bar = cotangent[2]
    x_bar = x_bar + np.sum((x > 0.5) * larger_bar)  # larger = max(x, 0.5)
    return ans, (np.array(x_bar, dtype=x.dtype), np.array(y_bar, dtype=y.dtype))
