"""Integers beside active arrays in a list: their tangents are zeros of that shape."""

import numpy as np


def integers_stacked(x):
    numbers = np.arange(3)
    rows = [x, numbers]
    return np.vstack(rows) * np.vstack([x, x > 0]), np.meshgrid(x, numbers)[0]


WRT = "x"
MODE = "jvp"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def integers_stacked_jvp(x, *, tangents):
    """Value of `integers_stacked` and its tangent, for tangents of x."""
    x_dot = tangents
    numbers = np.arange(3)
    rows_dot = [x_dot, np.zeros(np.shape(numbers))]
    rows = [x, numbers]
    vstack = np.vstack([x, x > 0])
    vstack_rows = np.vstack(rows)
    return (vstack_rows * vstack, np.meshgrid(x, numbers)[0].copy()), (
        vstack * np.vstack(rows_dot)
        + vstack_rows * np.vstack([x_dot, np.zeros(np.shape(x > 0))]),
        np.meshgrid(x_dot, np.zeros(np.shape(numbers)))[0].copy(),
    )
