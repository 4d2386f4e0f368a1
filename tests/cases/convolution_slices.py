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
