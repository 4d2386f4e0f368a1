"""Real values are stored in a complex array; a name is real, then complex."""

import numpy as np


def spread(y, x):
    y[:] = x[:]
    y[1:] *= np.exp(1j * np.arange(1, y.size))


def real_into_complex(x):
    y = np.empty(x.size, dtype=complex)
    spread(y, x)
    s = x
    for k in range(2):
        s = s * (k + 1j)
    return np.sum(np.abs(y + s) ** 2 * np.arange(x.size))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np

from tests.cases import real_into_complex  # isort: skip


def real_into_complex_grad(x):
    """Gradient of `real_into_complex` with respect to x."""
    y = np.empty(x.size, dtype=complex)
    real_into_complex.spread(y, x)
    s = x
    for k in range(2):
        s = s * (k + 1j)
    arange = np.arange(x.size)
    abs_value = np.abs(y + s)

    # Reverse sweep
    # return np.sum(np.abs(y + s) ** 2 * np.arange(x.size))
    s_bar = (
        2 * np.conj(y + s) / np.where(abs_value == 0, 1, abs_value) * abs_value * arange
    )
    y_bar = s_bar.astype(complex)
    for k in reversed(range(2)):
        s_bar = (k + 1j) * s_bar  # s = s * (k + 1j)
    x_bar = np.real(s_bar)  # s = x
    x_bar = x_bar + spread_reverse(y, x, y_bar)  # spread(y, x)
    return np.asarray(x_bar, dtype=x.dtype)


def spread_reverse(y, x, y_bar):
    # Reverse sweep
    y_bar[1:] = np.exp(1j * np.arange(1, y.size)) * y_bar[1:]  # y[1:] *= np.exp(...)
    x_bar = np.zeros_like(x)  # y[:] = x[:]
    x_bar[:] = np.real(y_bar[:])
    y_bar[:] = 0.0
    return x_bar
