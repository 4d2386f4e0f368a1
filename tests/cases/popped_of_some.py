"""Items of a list with known parts, one of them active, go into a list that grows."""

import numpy as np


def popped_of_some(x):
    parts = [x[0], 0.65]
    values = []
    for k in range(len(parts)):
        values.append(parts[k] * 1.5)
    return values[0] * values[1] * np.sin(x[1])


WRT = "x"


def samples(rng):
    return [(rng.uniform(size=2),)]


# --- expected ---
import numpy as np


def popped_of_some_grad(x):
    """Gradient of `popped_of_some` with respect to x."""
    parts = [x[0], 0.65]
    values = []
    for k in range(len(parts)):
        values.append(parts[k] * 1.5)

    # Reverse sweep
    product_bar = np.sin(x[1])  # return values[0] * values[1] * np.sin(x[1])
    values_bar = [0.0] * len(values)
    values_bar[0] = values[1] * product_bar
    values_bar[1] = values[0] * product_bar
    x_bar = np.zeros_like(x)
    x_bar[1] = np.cos(x[1]) * values[0] * values[1]
    parts_0_bar = 0.0
    for k in reversed(range(len(parts))):
        product_bar2 = values_bar.pop()  # values.append(parts[k] * 1.5)
        parts_0_bar += 1.5 * product_bar2 if k % 2 == 0 else 0.0
    x_bar[0] = parts_0_bar  # parts = [x[0], 0.65]
    return x_bar
