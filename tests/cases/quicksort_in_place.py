"""A function that calls itself twice for parts of the array it sorts in place."""

import numpy as np

WRT = ("x", "w")


def quicksort(x, low, high):
    if low >= high:
        return
    pivot = x[high]
    i = low
    for j in range(low, high):
        if x[j] < pivot:
            x[i], x[j] = x[j], x[i]
            i += 1
    x[i], x[high] = x[high], x[i]
    quicksort(x, low, i - 1)
    quicksort(x, i + 1, high)


def quicksort_in_place(x, w):
    x = x * w
    quicksort(x, 0, len(x) - 1)
    return np.sum(x * np.arange(len(x)))


def samples(rng):
    return [(rng.normal(size=6), rng.normal(size=6)), (np.ones(1), np.ones(1))]


# --- expected ---
