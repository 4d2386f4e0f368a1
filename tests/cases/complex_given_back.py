"""A helper gives back a complex array that it was given, which changes later."""

import numpy as np


def kept(y, x):
    w = x * 2.0
    return y, w


def complex_given_back(x):
    y = np.zeros(3, dtype=complex)
    z, w = kept(y, x)
    y[:] = w * (1 + 1j)
    return np.sum(np.abs(z) ** 2)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import complex_given_back  # isort: skip


def complex_given_back_grad(x):
    """Gradient of `complex_given_back` with respect to x."""
    y = np.zeros(3, dtype=complex)
    y_bar = np.zeros_like(y)
    z, w = complex_given_back.kept(y, x)
    z_bar = y_bar
    y[:] = w * (1 + 1j)
    abs_z = np.abs(z)

    # Reverse sweep
    z_bar += 2 * np.conj(z) / np.where(abs_z == 0, 1, abs_z) * abs_z  # return ...
    w_bar = np.real((1 + 1j) * unbroadcast(y_bar[:], w * (1 + 1j)))  # y[:] = w * (...)
    y_bar[:] = 0.0
    x_bar = kept_reverse(y_bar, w_bar)  # z, w = kept(y, x)
    return np.asarray(x_bar, dtype=x.dtype)


def kept_reverse(y_bar, ans_1_bar):
    w_bar = np.real(ans_1_bar)  # return y, w
    x_bar = 2.0 * w_bar  # w = x * 2.0
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
