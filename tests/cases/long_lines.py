"""Expressions too long for one line, and a long string of conditions."""

import numpy as np


def long_lines(amplitude, frequency, damping, times):
    signal = amplitude * np.exp(-damping * times) * np.sin(
        2.0 * np.pi * frequency * times + 0.25 * np.cos(frequency * times)
    ) + 0.01 * amplitude * damping * frequency * np.cos(3.0 * np.pi * frequency * times)
    return np.sum(signal * signal * np.exp(-damping * damping) * (1.0 + frequency) ** 2)


WRT = ("amplitude", "frequency", "damping")


def samples(rng):
    return [(1.2, 0.4, 0.3, np.linspace(0.0, 2.0, 4))]


# --- expected ---
