"""assert and raise stay in the forward sweep."""

import numpy as np


def asserts(x):
    assert len(x) > 1, "too short"
    if np.sum(x) > 1e6:
        raise ValueError(f"too large: {x}")
    return np.sum(x * x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
