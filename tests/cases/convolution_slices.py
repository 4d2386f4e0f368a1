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
        product_bar = unbroadcast(out_bar, kernel[j] * signal[j : j + n])  # out += ...
        kernel_bar[j] += np.sum(signal[j : j + n] * product_bar)
        signal_bar[j : j + n] += unbroadcast(kernel[j] * product_bar, signal[j : j + n])
    return signal_bar, kernel_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
