"""range with a negative step, and with a step that is an argument."""


def negative_step(x, step):
    s = 0.0
    for i in range(len(x) - 1, -1, -2):
        s = s * 0.5 + x[i] * x[i]
    for j in range(0, len(x), step):
        s = s * x[j] + 1.0
    return s


WRT = "x"


def samples(rng):
    return [(rng.normal(size=6), 2), (rng.normal(size=5), 3)]


# --- expected ---
import numpy as np


def negative_step_grad(x, step):
    """Gradient of `negative_step` with respect to x."""
    s_stack = []
    s = 0.0
    for i in range(len(x) - 1, -1, -2):
        s = s * 0.5 + x[i] * x[i]
    for j in range(0, len(x), step):
        s_stack.append(s)
        s = s * x[j] + 1.0

    # Reverse sweep
    s_bar = 1.0  # return s
    x_bar = np.zeros_like(x)
    for j in reversed(range(0, len(x), step)):
        s = s_stack.pop()
        x_bar[j] += s * s_bar  # s = s * x[j] + 1.0
        s_bar = x[j] * s_bar
    for i in reversed(range(len(x) - 1, -1, -2)):
        x_bar[i] += 2 * x[i] * s_bar  # s = s * 0.5 + x[i] * x[i]
        s_bar = 0.5 * s_bar
    return x_bar
