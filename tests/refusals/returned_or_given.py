"""What a helper returns may be what it was given, and is changed: one copy would do for neither."""

import numpy as np


def powers(p, q, n):
    y = p
    for _ in range(n):
        y = np.exp(np.sin(y) * q)
    return y


def returned_or_given(x, n):
    t = powers(x, x[0], n)
    t *= x[1]
    return np.sum(t * t)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 2)]


# --- expected ---
# returned_or_given.py:9:13: what may be an array of the caller's or a new one is returned, and changed there - copy it in the caller: .copy()
#         y = np.exp(np.sin(y) * q)
#             ^
