"""float32 stays float32, also beside Python floats."""

import numpy as np


def float32_vector(x, s):
    y = x * 2.0
    y += s
    y[0] *= 0.5
    return np.sum(y * y * x)


WRT = ("x", "s")
TOLERANCE = 1e-4
TRANSPOSED = 1e-4


def samples(rng):
    return [(rng.normal(size=4).astype(np.float32), 0.3)]


# --- expected ---
import numpy as np


def float32_vector_grad(x, s):
    """Gradient of `float32_vector` with respect to x and s."""
    y = x * 2.0
    y += s
    y[0] *= 0.5

    # Reverse sweep
    y_bar = 2 * y * x  # return np.sum(y * y * x)
    x_bar = y * y
    y_bar[0] = 0.5 * y_bar[0]  # y[0] *= 0.5
    s_bar = np.sum(y_bar)  # y += s
    x_bar += 2.0 * y_bar  # y = x * 2.0
    return np.asarray(x_bar, dtype=x.dtype), float(s_bar)
