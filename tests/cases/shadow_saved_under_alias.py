"""A helper changes what it is given through a tuple, in a loop."""

import numpy as np


def doubled_from_right(a):
    pair = (a, 2.0)
    for j in range(3):
        pair[0][j] = pair[0][j + 1] * pair[1]


def shadow_saved_under_alias(x):
    a = x * 1.0
    doubled_from_right(a)
    return np.sum(a * a)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def shadow_saved_under_alias_grad(x):
    """Gradient of `shadow_saved_under_alias` with respect to x."""
    a = x * 1.0
    a_bar = np.zeros_like(a)
    a_old = a.copy()
    saved = doubled_from_right_forward(a, a_bar)

    # Reverse sweep
    a_bar += 2 * a  # return np.sum(a * a)
    doubled_from_right_reverse(saved)  # doubled_from_right(a)
    a[...] = a_old
    x_bar = a_bar.copy()  # a = x * 1.0
    return x_bar


def doubled_from_right_forward(a, a_bar):
    pair_0 = a
    pair_0_bar = a_bar
    pair_1 = 2.0
    for j in range(3):
        pair_0[j] = pair_0[j + 1] * pair_1
    return pair_0_bar, pair_1


def doubled_from_right_reverse(saved):
    pair_0_bar, pair_1 = saved
    for j in reversed(range(3)):
        pair_0_bar[j + 1] += pair_1 * pair_0_bar[j]  # pair[0][j] = pair[0][...] * ...
        pair_0_bar[j] = 0.0
