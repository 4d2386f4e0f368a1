"""A valid convolution by two loops over a signal and a kernel."""

import numpy as np


def convolution_loops(signal, kernel):
    n = len(signal) - len(kernel) + 1
    out = np.zeros(n)
    for i in range(n):
        for j in range(len(kernel)):
            out[i] += signal[i + j] * kernel[j]
    return np.sum(out**3)


WRT = ("signal", "kernel")


def samples(rng):
    return [(rng.normal(size=5), rng.normal(size=2))]


# --- expected ---
import numpy as np


def convolution_loops_grad(signal, kernel):
    """Gradient of `convolution_loops` with respect to signal and kernel."""
    n = len(signal) - len(kernel) + 1
    out = np.zeros(n)
    for i in range(n):
        for j in range(len(kernel)):
            out[i] += signal[i + j] * kernel[j]

    # Reverse sweep
    out_bar = 3 * out**2  # return np.sum(out**3)
    kernel_bar = np.zeros_like(kernel)
    signal_bar = np.zeros_like(signal)
    for i in reversed(range(n)):
        for j in reversed(range(len(kernel))):
            signal_bar[i + j] += kernel[j] * out_bar[i]  # out[i] += signal[...] * ...
            kernel_bar[j] += signal[i + j] * out_bar[i]
    return signal_bar, kernel_bar
