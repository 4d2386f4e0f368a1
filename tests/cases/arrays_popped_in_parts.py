"""Arrays that come off a list and are unpacked at once: they go back as arrays."""

import numpy as np


def arrays_popped_in_parts(x, n):
    waiting = []
    for k in range(n):
        waiting.append(x * (k + 1.0))
    total = 0.0
    while waiting:
        total += np.sum(waiting[-1] * waiting[0])
        a, b = waiting.pop(0)
        total = total * a + np.sin(b)
    return total


WRT = "x"


def samples(rng):
    return [(rng.normal(size=2), 3)]


# --- expected ---
import numpy as np


def arrays_popped_in_parts_grad(x, n):
    """Gradient of `arrays_popped_in_parts` with respect to x."""
    saved_stack = []
    waiting = []
    for k in range(n):
        waiting.append(x * (k + 1.0))
    total = 0.0
    while waiting:
        total += np.sum(waiting[-1] * waiting[0])
        a, b = waiting.pop(0)
        saved_stack.append((total, a, b))
        total = total * a + np.sin(b)

    # Reverse sweep
    total_bar = 1.0  # return total
    waiting_bar = [np.zeros_like(item) for item in waiting]
    while saved_stack:
        total, a, b = saved_stack.pop()
        a_bar = total * total_bar  # total = total * a + np.sin(b)
        b_bar = np.cos(b) * total_bar
        total_bar = a * total_bar
        waiting_bar.insert(0, np.array([a_bar, b_bar]))  # a, b = waiting.pop(0)
        waiting.insert(0, np.array((a, b)))
        waiting_bar[-1] = waiting_bar[-1] + waiting[0] * total_bar  # total += ...
        waiting_bar[0] = waiting_bar[0] + waiting[-1] * total_bar
    x_bar = np.zeros_like(x)
    for k in reversed(range(n)):
        x_bar += (k + 1.0) * waiting_bar.pop()  # waiting.append(x * (k + 1.0))
    return x_bar
