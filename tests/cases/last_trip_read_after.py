"""An array that a loop binds anew in each trip and that is read after its last one."""

import numpy as np


def last_trip_read_after(x, y, steps):
    total = 0.0
    for k in range(1, steps):
        scaled = x / k
        total = total + np.dot(scaled, y)
        weighed = scaled * total
    return np.dot(weighed, y) * total


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), 4)]


# --- expected ---
import numpy as np


def last_trip_read_after_grad(x, y, steps):
    """Gradient of `last_trip_read_after` with respect to x and y."""
    total_stack = []
    total = 0.0
    for k in range(1, steps):
        scaled = x / k
        total_stack.append(total)
        total = total + np.dot(scaled, y)
        weighed = scaled * total

    # Reverse sweep
    weighed_bar = total * y  # return np.dot(weighed, y) * total
    y_bar = total * weighed
    total_bar = np.dot(weighed, y)
    x_bar = np.zeros_like(x)
    for k in reversed(range(1, steps)):
        scaled = x / k
        # weighed = scaled * total
        scaled_bar = np.broadcast_to(total * weighed_bar, np.shape(scaled))
        total_bar += np.sum(scaled * weighed_bar)
        total = total_stack.pop()
        scaled_bar = scaled_bar + total_bar * y  # total = total + np.dot(scaled, y)
        y_bar += total_bar * scaled
        x_bar += scaled_bar / k  # scaled = x / k
        weighed_bar = 0.0
    return x_bar, y_bar
