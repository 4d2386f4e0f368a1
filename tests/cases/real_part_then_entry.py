"""A complex array whose adjoint begins with a real part."""

import numpy as np


def real_part_then_entry(x):
    y = np.fft.fft(x)
    first = y[1].imag ** 3
    return np.sum(y.real**2) + first


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def real_part_then_entry_grad(x):
    """Gradient of `real_part_then_entry` with respect to x."""
    y = np.fft.fft(x)

    # Reverse sweep
    y_bar = (2 * y.real).astype(complex)  # return np.sum(y.real**2) + first
    y_bar[1] -= 3 * 1j * y[1].imag ** 2  # first = y[1].imag ** 3
    x_bar = np.real(np.fft.fft(y_bar)).copy()  # y = np.fft.fft(x)
    return np.asarray(x_bar, dtype=x.dtype)
