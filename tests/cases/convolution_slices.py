"""The same by shifted slices of the whole signal."""

import numpy as np


def convolution_slices(signal, kernel):
    n = len(signal) - len(kernel) + 1
    out = np.zeros(n)
    for j in range(len(kernel)):
        out += kernel[j] * signal[j : j + n]
    return np.sum(out**3)


WRT = ("signal", "kernel")
LIKE = True


def samples(rng):
    return [(rng.normal(size=5), rng.normal(size=2))]


# --- expected ---
import numpy as np


def convolution_slices_grad(signal, kernel):
    """Gradient of `convolution_slices` with respect to signal and kernel."""
    n = len(signal) - len(kernel) + 1
    out = np.zeros(n)
    for j in range(len(kernel)):
        out += kernel[j] * signal[j : j + n]

    # Reverse sweep
    out_bar = 3 * out**2  # return np.sum(out**3)
    kernel_bar = np.zeros_like(kernel)
    signal_bar = np.zeros_like(signal)
    for j in reversed(range(len(kernel))):
        kernel_bar[j] = signal[j : j + n] @ out_bar  # out += kernel[j] * signal[...]
        signal_bar[j : j + n] += kernel[j] * out_bar
    return signal_bar, kernel_bar
