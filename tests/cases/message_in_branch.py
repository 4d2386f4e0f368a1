"""A message is made in a branch, of a text that is assigned again."""

import numpy as np


def message_in_branch(x, form="bose"):
    form = form.lower()
    if form.startswith("bose"):
        offset = -1.0
    else:
        message = f"'{form}' is unknown"
        raise ValueError(message)
    return 1.0 / (np.exp(x) + offset)


WRT = ("x",)


def samples(rng):
    return [(rng.uniform(0.5, 2.0),), (rng.uniform(0.5, 2.0), "Bose")]


# --- expected ---
import numpy as np


def message_in_branch_grad(x, form="bose"):
    """Gradient of `message_in_branch` with respect to x."""
    form = form.lower()
    condition = bool(form.startswith("bose"))
    if condition:
        offset = -1.0
    else:
        message = f"'{form}' is unknown"
        raise ValueError(message)
    total = np.exp(x) + offset

    # Reverse sweep
    x_bar = -np.exp(x) * (1 / total / total)  # return 1.0 / (np.exp(x) + offset)
    return float(x_bar)
