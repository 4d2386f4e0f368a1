"""A branch for kinds that the argument has not: nothing in it is an offence."""

import numpy as np


class Labelled:
    def __init__(self, data, labels):
        given = iter(labels)
        self.first = next(given)
        self.data = data


def branch_of_other_kinds(x, scale=None):
    if scale is None:
        scale = 2.0
    y = np.sin(x) * scale
    if isinstance(x, Labelled):
        return Labelled(y, x.labels)
    return np.sum(y)


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def branch_of_other_kinds_grad(x, scale=None):
    """Gradient of `branch_of_other_kinds` with respect to x."""
    scale = 2.0

    # Reverse sweep
    x_bar = np.cos(x) * scale  # y = np.sin(x) * scale
    return x_bar
