"""A real function by way of complex numbers: the power of a signal."""

import numpy as np


def complex_between(x, w):
    z = np.exp(1j * w * x) * x
    s = np.sum(z)
    return np.real(s) ** 2 + np.imag(s) ** 2 + np.sum(np.abs(z) ** 2)


WRT = ("x", "w")


def samples(rng):
    return [(rng.normal(size=3), 1.3)]


# --- expected ---
import numpy as np


def complex_between_grad(x, w):
    """Gradient of `complex_between` with respect to x and w."""
    exp = np.exp(1j * w * x)
    z = exp * x
    s = np.sum(z)
    abs_z = np.abs(z)

    # Reverse sweep
    s_bar = 2 * np.real(s) - 2 * 1j * np.imag(s)  # return np.real(s) ** 2 + ...
    z_bar = 2 * np.conj(z) / np.where(abs_z == 0, 1, abs_z) * abs_z
    z_bar += s_bar  # s = np.sum(z)
    product_bar = exp * x * z_bar  # z = np.exp(1j * w * x) * x
    w_bar = np.real(1j * (x @ product_bar))
    x_bar = np.real(1j * w * product_bar) + np.real(exp * z_bar)
    return np.asarray(x_bar, dtype=x.dtype), float(w_bar)
