"""Memory under another dtype, and NumPy's own iterator, with what to write instead."""

import numpy as np


def views_and_nditer(z, x):
    t = np.sum(z.view(np.float64)[::2])
    for v in np.nditer(x):
        t += v**2
    return t


WRT = ("z", "x")


def samples(rng):
    return [(rng.normal(size=3) + 1j, rng.normal(size=(2, 2)))]


# --- expected ---
# views_and_nditer.py:7:16: view has no template - write z.real and z.imag, or x[0::2] + 1j * x[1::2]
#     t = np.sum(z.view(np.float64)[::2])
#                ^
# views_and_nditer.py:8:14: nditer has no template - go through x.flat, or np.ndindex(x.shape), or np.ndenumerate(x)
#     for v in np.nditer(x):
#              ^
