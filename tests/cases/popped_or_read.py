"""What decides between two ways is changed by one of them: the outcome is saved."""


def popped_or_read(x):
    parts = [x[0], x[1]]
    total = 0.0
    for k in range(3):
        first = parts.pop() if len(parts) > 2 else parts[0]
        parts.insert(1, first * x[k])
        total = total + first * parts[-1]
    return total


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def popped_or_read_grad(x):
    """Gradient of `popped_or_read` with respect to x."""
    saved_stack = []
    parts = [x[0], x[1]]
    for k in range(3):
        condition = len(parts) > 2
        first = parts.pop() if condition else parts[0]
        saved_stack.append((condition, first))
        parts.insert(1, first * x[k])

    # Reverse sweep
    parts_bar = [0.0] * len(parts)
    x_bar = np.zeros_like(x)
    for k in reversed(range(3)):
        condition, first = saved_stack.pop()
        first_bar = parts[-1]  # total = total + first * parts[-1]
        parts_bar[-1] += first
        # parts.insert(1, first * x[k])
        product_bar = parts_bar.pop(slice(1, None).indices(len(parts) - 1)[0])
        parts.pop(slice(1, None).indices(len(parts) - 1)[0])
        first_bar += x[k] * product_bar
        x_bar[k] = first * product_bar
        if condition:
            parts_bar.append(first_bar)  # first = ...
            parts.append(first)
        else:
            parts_bar[0] += first_bar  # first = ...
    x_bar[0] += parts_bar[0]  # parts = [x[0], x[1]]
    x_bar[1] += parts_bar[1]
    return x_bar
