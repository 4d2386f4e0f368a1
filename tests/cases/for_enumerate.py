"""enumerate and zip over arrays."""


def for_enumerate(x, w):
    total = 0.0
    for i, v in enumerate(x):
        total += (i + 1) * v * v
    for a, b in zip(x, w):
        total += a * b * total
    return total


WRT = ("x", "w")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def for_enumerate_grad(x, w):
    """Gradient of `for_enumerate` with respect to x and w."""
    total_stack = []
    total = 0.0
    for i, v in enumerate(x):
        total += (i + 1) * v * v
    for a, b in zip(x, w, strict=False):
        total_stack.append(total)
        total += a * b * total

    # Reverse sweep
    total_bar = 1.0  # return total
    w_bar = np.zeros_like(w)
    x_bar = np.zeros_like(x)
    for k in reversed(range(min(len(x), len(w)))):
        a = x[k]
        b = w[k]
        total = total_stack.pop()
        product_bar = total * total_bar  # total += a * b * total
        x_bar[k] = b * product_bar
        w_bar[k] = a * product_bar
        total_bar = (1 + a * b) * total_bar
    for i in reversed(range(len(x))):
        v = x[i]
        v_bar = (i + 1) * (v * total_bar) + (i + 1) * v * total_bar  # total += ...
        x_bar[i] += v_bar
    return x_bar, w_bar
