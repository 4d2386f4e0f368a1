"""The last items of a list, named before one is taken off, made again in reverse."""


def rest_before_popped(x, n):
    items = [1.5, 0.5]
    for k in range(n):
        items.append(x[k] * x[k])
    total = 1.0
    for k in range(n):
        rest = items[-2:]
        total = total * rest[0] ** 2 + total * total * x[k] * rest[1]
        items.pop()
    return total


WRT = "x"


def samples(rng):
    return [(rng.uniform(0.4, 0.9, 3), 3)]


# --- expected ---
import numpy as np


def rest_before_popped_grad(x, n):
    """Gradient of `rest_before_popped` with respect to x."""
    total_stack = []
    items_stack = []
    items = [1.5, 0.5]
    for k in range(n):
        items.append(x[k] * x[k])
    total = 1.0
    for k in range(n):
        rest = items[-2:]
        total_stack.append(total)
        total = total * rest[0] ** 2 + total * total * x[k] * rest[1]
        items_stack.append(items[-1])
        items.pop()

    # Reverse sweep
    total_bar = 1.0  # return total
    items_bar = [0.0] * len(items)
    x_bar = np.zeros_like(x)
    for k in reversed(range(n)):
        items.append(items_stack.pop())  # items.pop()
        rest = items[-2:]
        items_bar.append(0.0)
        total = total_stack.pop()
        product_bar = rest[1] * total_bar  # total = total * rest[0] ** 2 + total * ...
        product_bar2 = x[k] * product_bar
        rest_bar = [0.0] * len(rest)
        rest_bar[0] = 2 * rest[0] * total * total_bar
        x_bar[k] = total * total * product_bar
        rest_bar[1] = total * total * x[k] * total_bar
        total_bar = rest[0] ** 2 * total_bar + 2 * total * product_bar2
        items_bar2 = [0.0] * len(items)  # rest = items[-2:]
        items_bar2[-2:] = rest_bar
        items_bar = [a + b for a, b in zip(items_bar, items_bar2, strict=True)]
    for k in reversed(range(n)):
        x_bar[k] += 2 * x[k] * items_bar.pop()  # items.append(x[k] * x[k])
    return x_bar
