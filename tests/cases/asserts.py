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
import numpy as np


def asserts_grad(x):
    """Gradient of `asserts` with respect to x."""
    assert len(x) > 1, "too short"
    if np.sum(x) > 1e6:
        raise ValueError(f"too large: {x}")

    # Reverse sweep
    x_bar = 2 * x  # return np.sum(x * x)
    return x_bar
