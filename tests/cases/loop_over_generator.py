"""A generator expression that a loop goes through."""


def loop_over_generator(x, least):
    total = 1.0
    for v in (w * w for w in x if w > least):
        total = total * v
        if total > 50.0:
            break
    return total


WRT = "x"


def samples(rng):
    return [(rng.uniform(0.5, 2.0, size=4), 0.8), (rng.uniform(3.0, 4.0, size=5), 0.0)]


# --- expected ---
import numpy as np


def loop_over_generator_grad(x, least):
    """Gradient of `loop_over_generator` with respect to x."""
    total_stack = []
    total = 1.0
    trips = 0
    for k in range(len(x)):
        trips += 1  # counts the trips
        total_stack.append(total)
        w = x[k]
        if w > least:
            v = w * w
            total = total * v
            if total > 50.0:
                break

    # Reverse sweep
    total_bar = 1.0  # return total
    x_bar = np.zeros_like(x)
    for k in reversed(range(trips)):
        total = total_stack.pop()
        w = x[k]
        if w > least:
            v = w * w
            v_bar = total * total_bar  # total = total * v
            total_bar = v * total_bar
            w_bar = 2 * w * v_bar
        else:
            w_bar = 0.0
        x_bar[k] = w_bar
    return x_bar
