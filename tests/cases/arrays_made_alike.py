"""Two arrays that begin alike, in one list: changing one leaves the other as it is."""

import numpy as np


def arrays_made_alike(x, rate):
    sums = [np.zeros(3), np.zeros(3)]
    for k in range(len(sums)):
        sums[k] += x * (k + rate)
    return np.sum(sums[0] * sums[1])


WRT = ("x", "rate")
MODE = "jvp"


def samples(rng):
    return [(rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np


def arrays_made_alike_jvp(x, rate, *, tangents):
    """Value of `arrays_made_alike` and its tangent, for tangents of x and rate."""
    x_dot, rate_dot = tangents
    zeros = np.zeros(3)
    zeros2 = np.zeros(3)
    sums_dot = [np.zeros_like(zeros), np.zeros_like(zeros2)]
    sums = [zeros, zeros2]
    for k in range(len(sums)):
        sums_dot[k] += (k + rate) * x_dot + x * rate_dot
        sums[k] += x * (k + rate)
    ans_dot = np.sum(sums[1] * sums_dot[0] + sums[0] * sums_dot[1])
    return np.sum(sums[0] * sums[1]), ans_dot
