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
