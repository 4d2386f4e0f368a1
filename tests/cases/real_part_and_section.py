"""The real part of a spectrum, and the imaginary part of some of its entries."""

import numpy as np


def real_part_and_section(x):
    y = np.fft.fft(x)
    odd = 0.0
    for k in range(2):
        odd = odd + y[k + 1].imag ** 3
    return np.sum(y.real**2) + odd + np.sum(y[2:].imag)


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def real_part_and_section_grad(x):
    """Gradient of `real_part_and_section` with respect to x."""
    y = np.fft.fft(x)

    # Reverse sweep
    y_bar = (2 * y.real).astype(complex)  # return np.sum(y.real**2) + odd + np.sum(...)
    y_bar[2:] -= 1j * np.broadcast_to(1.0, np.shape(y[2:].imag))
    for k in reversed(range(2)):
        y_bar[k + 1] -= 3 * 1j * y[k + 1].imag ** 2  # odd = odd + y[k + 1].imag ** 3
    x_bar = np.real(np.fft.fft(y_bar)).copy()  # y = np.fft.fft(x)
    return np.asarray(x_bar, dtype=x.dtype)
