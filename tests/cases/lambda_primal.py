"""A lambda given a name."""

import numpy as np

lambda_primal = lambda x, a: np.sum(a * x**2) + a  # noqa: E731  # that is the case

WRT = ("x", "a")


def samples(rng):
    return [(rng.normal(size=2), 1.5)]


# --- expected ---
