"""What is there only once: a counter without end, an iterator that two loops share."""

import itertools


def loop_once(x, limit):
    turns = iter(range(len(x)))
    total = 1.0
    for k in turns:
        total = total * x[k]
        if total > limit:
            break
    for k in turns:
        total = total + x[k] * x[k]
    for n in itertools.count(1):
        total = total * 0.5 + n * x[0]
        if n > 3 or total > 10.0:
            break
    return total


WRT = "x"


def samples(rng):
    x = rng.uniform(0.5, 1.5, size=4)
    return [(x, 100.0), (x + 2.0, 4.0)]


# --- expected ---
import itertools

import numpy as np


def loop_once_grad(x, limit):
    """Gradient of `loop_once` with respect to x."""
    saved_stack = []
    k_stack = []
    n_stack = []
    turns = iter(range(len(x)))
    total = 1.0
    trips = 0
    for k in turns:
        saved_stack.append((total, k))
        trips += 1  # counts the trips
        total = total * x[k]
        if total > limit:
            break
    trips2 = 0
    for k in turns:
        k_stack.append(k)
        trips2 += 1  # counts the trips
        total = total + x[k] * x[k]
    trips3 = 0
    for n in itertools.count(1):
        n_stack.append(n)
        trips3 += 1  # counts the trips
        total = total * 0.5 + n * x[0]
        if n > 3 or total > 10.0:
            break

    # Reverse sweep
    total_bar = 1.0  # return total
    x_bar = np.zeros_like(x)
    for _ in range(trips3):
        n = n_stack.pop()
        x_bar[0] += n * total_bar  # total = total * 0.5 + n * x[0]
        total_bar = 0.5 * total_bar
    for _ in range(trips2):
        k = k_stack.pop()
        x_bar[k] += 2 * x[k] * total_bar  # total = total + x[k] * x[k]
    for _ in range(trips):
        total, k = saved_stack.pop()
        x_bar[k] += total * total_bar  # total = total * x[k]
        total_bar = x[k] * total_bar
    return x_bar
