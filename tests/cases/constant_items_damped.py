"""A helper changes the items of a dict that holds nothing active, key by key."""

import numpy as np

WRT = "x"


def damp(v):
    v *= 0.5


def constant_items_damped(x):
    weights = {"left": np.ones(3), "right": np.full(3, 2.0)}
    total = 0.0
    for _ in range(2):
        for w in weights.values():
            total += np.sum(w * x * x)
            damp(w)
    return total * np.sum(np.sin(x) * weights["left"])


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import constant_items_damped  # isort: skip


def constant_items_damped_grad(x):
    """Gradient of `constant_items_damped` with respect to x."""
    weights_stack = []
    keys_stack = []
    weights = {"left": np.ones(3), "right": np.full(3, 2.0)}
    total = 0.0
    for _ in range(2):
        keys = [*weights]
        for k in range(len(keys)):
            total += np.sum(weights[keys[k]] * x * x)
            weights_stack.append(weights[keys[k]].copy())
            constant_items_damped.damp(weights[keys[k]])
        keys_stack.append(keys)

    # Reverse sweep
    total_bar = np.sum(np.sin(x) * weights["left"])  # return total * np.sum(...)
    x_bar = np.cos(x) * weights["left"] * total
    for _ in reversed(range(2)):
        keys = keys_stack.pop()
        for k in reversed(range(len(keys))):
            weights[keys[k]] = weights_stack.pop()
            x_bar += 2 * weights[keys[k]] * x * total_bar  # total += np.sum(w * x * x)
    return x_bar
