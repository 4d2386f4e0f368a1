"""Ellipsis and steps in a subscript of three axes."""

import numpy as np


def ellipsis_read(t):
    return np.sum(t[..., 0] * t[..., -1]) + np.sum(t[0, ..., ::-1] ** 3)


WRT = "t"


def samples(rng):
    return [(rng.normal(size=(2, 3, 4)),)]


# --- expected ---
