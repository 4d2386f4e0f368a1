"""What is gone through may be one of several iterators."""

import numpy as np


def iterators_of_several_kinds(x, a, reverse):
    total = 0.5
    for part in [iter([0, 1]), iter((2,))]:
        for k in part:
            total += x[k] * a * total
    order = reversed([0, 2]) if reverse else iter([1, 2])
    for k in order:
        total = total * x[k] + a
    return total


WRT = ("x", "a")


def samples(rng):
    return [(rng.normal(size=3), 0.8, True), (rng.normal(size=4), -1.1, False)]


# --- expected ---
import numpy as np


def iterators_of_several_kinds_grad(x, a, reverse):
    """Gradient of `iterators_of_several_kinds` with respect to x and a."""
    saved_stack = []
    trips_stack = []
    saved_stack2 = []
    total = 0.5
    items = [iter([0, 1]), iter((2,))]
    for part in items:
        trips = 0
        for k in part:
            saved_stack.append((total, k))
            trips += 1  # counts the trips
            total += x[k] * a * total
        trips_stack.append(trips)
    order = reversed([0, 2]) if reverse else iter([1, 2])
    trips2 = 0
    for k in order:
        saved_stack2.append((total, k))
        trips2 += 1  # counts the trips
        total = total * x[k] + a

    # Reverse sweep
    total_bar = 1.0  # return total
    a_bar = 0.0
    x_bar = np.zeros_like(x)
    for _ in range(trips2):
        total, k = saved_stack2.pop()
        x_bar[k] += total * total_bar  # total = total * x[k] + a
        a_bar += total_bar
        total_bar = x[k] * total_bar
    for part in reversed(items):
        trips = trips_stack.pop()
        for _ in range(trips):
            total, k = saved_stack.pop()
            product_bar = total * total_bar  # total += x[k] * a * total
            x_bar[k] += a * product_bar
            a_bar += x[k] * product_bar
            total_bar = (1 + x[k] * a) * total_bar
    return x_bar, float(a_bar)
