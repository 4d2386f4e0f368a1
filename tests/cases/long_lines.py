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
import numpy as np


def long_lines_grad(amplitude, frequency, damping, times):
    """Gradient of `long_lines` with respect to amplitude, frequency and damping."""
    exp2 = np.exp(-damping * times)
    product = 0.01 * amplitude * damping * frequency
    product2 = 3.0 * np.pi * frequency * times
    cos = np.cos(product2)
    total = 2.0 * np.pi * frequency * times + 0.25 * np.cos(frequency * times)
    sin = np.sin(total)
    signal = amplitude * exp2 * sin + product * cos
    exp = np.exp(-damping * damping)

    # Reverse sweep
    product_bar = (1.0 + frequency) ** 2  # return np.sum(...)
    product3 = signal @ signal
    signal_bar = 2 * signal * (exp * product_bar)
    damping_bar = -2 * damping * exp * product_bar * product3
    frequency_bar = 2 * (1.0 + frequency) * exp * product3
    product_bar2 = sin * signal_bar  # signal = amplitude * np.exp(...) * ...
    sum_bar = np.cos(total) * amplitude * exp2 * signal_bar
    product_bar3 = cos @ signal_bar
    product_bar4 = frequency * product_bar3
    amplitude_bar = exp2 @ product_bar2 + 0.01 * damping * product_bar4
    damping_bar += 0.01 * amplitude * product_bar4 - np.sum(
        times * exp2 * amplitude * product_bar2
    )
    frequency_bar += (
        2.0 * np.pi * (times @ sum_bar)
        - 0.25 * np.sum(times * np.sin(frequency * times) * sum_bar)
        + 0.01 * amplitude * damping * product_bar3
        - 3.0 * np.pi * np.sum(times * np.sin(product2) * product * signal_bar)
    )
    return float(amplitude_bar), float(frequency_bar), float(damping_bar)
