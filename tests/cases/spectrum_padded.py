"""A convolution by spectra whose length is the next power of two."""

import numpy as np


def spectrum_padded(signal, kernel):
    n = len(signal) + len(kernel) - 1
    length = 1 << (n - 1).bit_length()
    product = np.fft.fft(signal, length) * np.fft.fft(kernel, length)
    echoed = np.real(np.fft.ifft(product))[:n]
    return np.sum(echoed**2)


WRT = ("signal", "kernel")


def samples(rng):
    return [(rng.normal(size=6), rng.normal(size=3))]


# --- expected ---
import numpy as np


def spectrum_padded_grad(signal, kernel):
    """Gradient of `spectrum_padded` with respect to signal and kernel."""
    n = len(signal) + len(kernel) - 1
    length = 1 << (n - 1).bit_length()
    fft_kernel = np.fft.fft(kernel, length)
    fft_signal = np.fft.fft(signal, length)
    product = fft_signal * fft_kernel
    real = np.real(np.fft.ifft(product))
    echoed = real[:n]

    # Reverse sweep
    echoed_bar = 2 * echoed  # return np.sum(echoed**2)
    real_bar = np.zeros_like(real)  # echoed = np.real(np.fft.ifft(product))[:n]
    real_bar[:n] = echoed_bar
    product_bar = np.fft.ifft(real_bar)
    # product = np.fft.fft(signal, length) * np.fft.fft(kernel, length)
    signal_bar = np.real(
        resized_along(
            np.fft.fft(unbroadcast(fft_kernel * product_bar, fft_signal)),
            np.shape(signal)[-1],
            -1,
        )
    ).copy()
    kernel_bar = np.real(
        resized_along(
            np.fft.fft(unbroadcast(fft_signal * product_bar, fft_kernel)),
            np.shape(kernel)[-1],
            -1,
        )
    ).copy()
    return np.asarray(signal_bar, dtype=signal.dtype), np.asarray(
        kernel_bar, dtype=kernel.dtype
    )


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


def resized_along(x, length, axis):
    """Cut off, or continued with zeros, along an axis."""
    missing = length - np.shape(x)[axis]
    if missing <= 0:
        return np.take(x, np.arange(length), axis=axis)
    k = axis % np.ndim(x)
    shape = *np.shape(x)[:k], missing, *np.shape(x)[k + 1 :]
    return np.concatenate((x, np.zeros(shape)), axis=axis)
