"""Simpson's rule for a helper, with the bounds active."""

import numpy as np


def bell(x, width):
    return np.exp(-((x / width) ** 2))


def simpson(a, b, width, n):
    h = (b - a) / n
    total = bell(a, width) + bell(b, width)
    for k in range(1, n):
        weight = 4.0 if k % 2 == 1 else 2.0
        total += weight * bell(a + k * h, width)
    return total * h / 3.0


WRT = ("a", "b", "width")


def samples(rng):
    return [(-0.5, 1.2, 0.7, 4)]


# --- expected ---
