"""The methods `conj` and `conjugate` of real numbers return the array itself."""

import numpy as np


def conjugate_of_real(x):
    y = x * x
    z = y.conj()
    z[0] *= 3.0
    w = np.conj(y)
    w[1] = x[0]
    return np.sum(y * y) + np.sum(w.conjugate())


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def conjugate_of_real_grad(x):
    """Gradient of `conjugate_of_real` with respect to x."""
    y = x * x
    y_bar = np.zeros_like(y)
    z = y.conj()
    z_bar = y_bar.conj()
    z[0] *= 3.0
    w = np.conj(y)

    # Reverse sweep
    y_bar += 2 * y  # return np.sum(y * y) + np.sum(w.conjugate())
    w_bar = np.broadcast_to(1.0, np.shape(w))
    x_bar = np.zeros_like(x)  # w[1] = x[0]
    x_bar[0] = w_bar[1]
    w_bar = w_bar.copy()
    w_bar[1] = 0.0
    y_bar += w_bar  # w = np.conj(y)
    z_bar[0] = 3.0 * z_bar[0]  # z[0] *= 3.0
    if not np.shares_memory(z_bar, y_bar):  # z = y.conj()
        y_bar += z_bar
    x_bar += 2 * x * y_bar  # y = x * x
    return x_bar
