"""Items until one is too large, in pairs, from the end; names are of one loop each."""

import numpy as np

WRT = ("x", "y", "t")


def items_until_bound(x, y, t):
    total = 0.0
    for a in x:
        if a > 1.5:
            break
        total = total * t + a
    for k, (a, b) in enumerate(zip(x, y)):
        total = total * t + a * b * k
    for b in reversed(y[1:]):
        total = total * t + np.sin(b)
    return total


def samples(rng):
    x = np.array([0.3, 1.2, -0.4, 1.9, 0.2])
    yield x, rng.normal(size=4), 0.7
    yield x[:0], rng.normal(size=3), 0.7
    yield list(x[:2]), list(rng.normal(size=3)), 1.1


# --- expected ---
import numpy as np


def items_until_bound_grad(x, y, t):
    """Gradient of `items_until_bound` with respect to x, y and t."""
    total_stack = []
    total_stack2 = []
    total_stack3 = []
    total = 0.0
    trips = 0
    for a in x:
        trips += 1  # counts the trips
        if a > 1.5:
            break
        total_stack.append(total)
        total = total * t + a
    for k, (a, b) in enumerate(zip(x, y, strict=False)):
        total_stack2.append(total)
        total = total * t + a * b * k
    for b in reversed(y[1:]):
        total_stack3.append(total)
        total = total * t + np.sin(b)

    # Reverse sweep
    total_bar = 1.0  # return total
    t_bar = 0.0
    y_bar = np.zeros_like(y)
    for i in reversed(range(len(y) - 1)):
        b = y[-1 - i]
        total = total_stack3.pop()
        t_bar += total * total_bar  # total = total * t + np.sin(b)
        y_bar[-1 - i] += np.cos(b) * total_bar
        total_bar = t * total_bar
    x_bar = np.zeros_like(x)
    for k in reversed(range(min(len(x), len(y)))):
        a = x[k]
        b = y[k]
        total = total_stack2.pop()
        product_bar = k * total_bar  # total = total * t + a * b * k
        t_bar += total * total_bar
        x_bar[k] = b * product_bar
        y_bar[k] += a * product_bar
        total_bar = t * total_bar
    for j in reversed(range(trips)):
        a = x[j]
        if a > 1.5:
            a_bar = 0.0
        else:
            total = total_stack.pop()
            t_bar += total * total_bar  # total = total * t + a
            a_bar = total_bar
            total_bar = t * total_bar
        x_bar[j] += a_bar
    return x_bar, y_bar, float(t_bar)
