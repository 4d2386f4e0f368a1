"""A function that another one makes is mapped over what carries no derivative."""

import numpy as np


def scaled(factor):
    def value(t):
        return t * factor + 0.1

    return value


def made_functions_mapped(x, costs):
    total = 1.0
    total += sum(map(scaled(0.9), costs))
    worst = max(costs, key=scaled(-0.5))
    return total * worst * np.sum(x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), [0.4, 0.3, 0.8])]


# --- expected ---
import numpy as np


def made_functions_mapped_grad(x, costs):
    """Gradient of `made_functions_mapped` with respect to x."""
    total = 1.0
    total += sum(mapped((0.9,), costs))
    worst = largest(costs, (-0.5,))

    # Reverse sweep
    x_bar = np.full(np.shape(x), total * worst)  # return total * worst * np.sum(x)
    return x_bar


def mapped(function, items):
    found = []
    for item in items:
        found.append(item * function[0] + 0.1)
    return found


def largest(items, key):
    best = items[0]
    best_key = best * key[0] + 0.1
    for item in items[1:]:
        item_key = item * key[0] + 0.1
        if item_key > best_key:
            best, best_key = item, item_key
    return best
