"""A helper is given two views that overlap: their adjoints overlap as well."""

import numpy as np


def mixed(into, of):
    into[0] = of[0] * into[1]
    into *= of
    return np.sum(into * of)


def helper_overlapping(x):
    y = x * x
    s = mixed(y[1:], y[:-1])
    return s + np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=5),)]


# --- expected ---
import numpy as np


def helper_overlapping_grad(x):
    """Gradient of `helper_overlapping` with respect to x."""
    y = x * x
    y_bar = np.zeros_like(y)
    _s, saved = mixed_forward(y[1:], y[:-1], y_bar[1:], y_bar[:-1])

    # Reverse sweep
    y_bar += 2 * y  # return s + np.sum(y * y)
    mixed_reverse(y[1:], y[:-1], saved, y_bar[1:], y_bar[:-1], 1.0)  # s = mixed(...)
    x_bar = 2 * x * y_bar  # y = x * x
    return x_bar


def mixed_forward(into, of, into_bar, of_bar):
    into_old = into[0]
    into[0] = of[0] * into[1]
    into_old2 = into.copy()
    into *= of
    return np.sum(into * of), (into_old, into_old2)


def mixed_reverse(into, of, saved, into_bar, of_bar, ans_bar):
    into_old, into_old2 = saved
    into_bar += of * ans_bar  # return np.sum(into * of)
    of_bar += into * ans_bar
    into[...] = into_old2
    into_section_bar = into_bar.copy()  # into *= of
    into_bar[...] = of * into_section_bar
    of_bar += into * into_section_bar
    into[0] = into_old
    into_section_bar2 = into_bar[0]  # into[0] = of[0] * into[1]
    into_bar[0] = 0.0
    of_bar[0] += into[1] * into_section_bar2
    into_bar[1] += of[0] * into_section_bar2
