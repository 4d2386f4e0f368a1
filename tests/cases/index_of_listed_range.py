"""Items of `list(range(n))` are integers: an element that they lead to is a number."""

import numpy as np


def counted(counts, k):
    counts[k] += 1.0
    return counts[k]


def index_of_listed_range(x):
    counts = x * x
    total = 0.0
    order = list(range(3))
    for k in order:
        total += counted(counts, k) * counted(counts, k + 1)
    return total + np.sum(counts)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np

from tests.cases import index_of_listed_range  # isort: skip


def index_of_listed_range_grad(x):
    """Gradient of `index_of_listed_range` with respect to x."""
    saved_stack = []
    counts = x * x
    order = list(range(3))
    for k in order:
        earlier = index_of_listed_range.counted(counts, k)
        counted_ans2 = index_of_listed_range.counted(counts, k + 1)
        saved_stack.append((earlier, counted_ans2))

    # Reverse sweep
    counts_bar = np.full(np.shape(counts), 1.0)  # return total + np.sum(counts)
    for k in reversed(order):
        earlier, counted_ans2 = saved_stack.pop()
        counted_reverse(k + 1, counts_bar, earlier)  # total += counted(...) * ...
        counted_reverse(k, counts_bar, counted_ans2)
    x_bar = 2 * x * counts_bar  # counts = x * x
    return x_bar


def counted_reverse(k, counts_bar, ans_bar):
    counts_bar[k] += ans_bar  # return counts[k]
