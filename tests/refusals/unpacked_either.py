"""Parts of a tuple or of an array: a view of the array either way, which is changed in place."""

import numpy as np


def unpacked_either(x):
    a = x * 1.0
    first, second = np.unstack(a) if x[0, 0] > 0.0 else a
    first *= second
    return np.sum(a**3)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=(2, 3)),)]


# --- expected ---
# unpacked_either.py:9:5: 'first' may be a number or an array, which *= treats differently - write x = x * ...
#     first *= second
#     ^
