"""Dicts of which nothing is asked but how many keys they have, in loops and helpers."""

import numpy as np


def entered(table, key):
    if key not in table:
        table[key] = {}
    table[key]["last"] = 1


def keys_counted(x):
    seen, found = {}, {}
    total = 0.0
    for k in range(4):
        seen[k % 3] = k
        total = total + np.sum(np.sin(x)) * len(seen)
    for key in ("a", "b", "a"):
        entered(found, key)
    count = len(seen)
    seen["late"] = 0
    return total * len(found) + np.sum(x * x) * (count + len(seen))


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import keys_counted  # isort: skip


def keys_counted_grad(x):
    """Gradient of `keys_counted` with respect to x."""
    seen_stack = []
    seen = {}
    found = {}
    for k in range(4):
        seen_stack.append(seen.get(k % 3))
        seen[k % 3] = k
    items = [*("a", "b", "a")]
    for key in items:
        keys_counted.entered(found, key)
    count = len(seen)
    seen_old = seen.get("late")
    seen["late"] = 0

    # Reverse sweep
    total_bar = len(found) * 1.0  # return total * len(found) + np.sum(x * x) * (...)
    x_bar = 2 * x * ((count + len(seen)) * 1.0)
    if seen_old is None:  # seen["late"] = 0
        seen.pop("late")
    else:
        seen["late"] = seen_old
    for k in reversed(range(4)):
        x_bar += np.cos(x) * len(seen) * total_bar  # total = total + np.sum(...) * ...
        seen_held = seen_stack.pop()
        if seen_held is None:  # seen[k % 3] = k
            seen.pop(k % 3)
        else:
            seen[k % 3] = seen_held
    return x_bar
