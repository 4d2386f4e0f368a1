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
import numpy as np


def quicksort_in_place_grad(x, w):
    """Gradient of `quicksort_in_place` with respect to x and w."""
    x_old = x
    x = x * w
    saved = quicksort_forward(x, 0, len(x) - 1)

    # Reverse sweep
    x_bar = np.arange(len(x)) * 1.0  # return np.sum(x * np.arange(len(x)))
    quicksort_reverse(saved, x_bar)  # quicksort(x, 0, len(x) - 1)
    w_bar = x_old * x_bar  # x = x * w
    x_bar = w * x_bar
    return x_bar, w_bar


def quicksort_forward(x, low, high):
    i = None
    saved2 = None
    saved = None
    i_stack = []
    condition_stack = []
    if low >= high:
        pass
    else:
        pivot = x[high]
        i = low
        for j in range(low, high):
            condition = x[j] < pivot
            if condition:
                x[i], x[j] = x[j], x[i]
                i_stack.append(i)
                i += 1
            condition_stack.append(condition)
        x[i], x[high] = x[high], x[i]
        saved2 = quicksort_forward(x, low, i - 1)
        saved = quicksort_forward(x, i + 1, high)
    return x, low, high, i_stack, condition_stack, i, saved2, saved


def quicksort_reverse(saved3, x_bar):
    x, low, high, i_stack, condition_stack, i, saved2, saved = saved3
    if not low >= high:
        quicksort_reverse(saved, x_bar)  # quicksort(x, i + 1, high)
        quicksort_reverse(saved2, x_bar)  # quicksort(x, low, i - 1)
        x[i], x[high] = x[high], x[i]
        x_bar[i], x_bar[high] = x_bar[high], x_bar[i]  # x[i], x[high] = x[high], x[i]
        for j in reversed(range(low, high)):
            condition = condition_stack.pop()
            if condition:
                i = i_stack.pop()
                x[i], x[j] = x[j], x[i]
                x_bar[i], x_bar[j] = x_bar[j], x_bar[i]  # x[i], x[j] = x[j], x[i]
