"""Random numbers drawn from a generator are drawn once."""

import numpy as np


def random_inside(x, seed):
    noise = np.random.default_rng(seed)
    y = x
    for k in range(2):
        y = y * (1.0 + 0.1 * noise.normal(size=len(x)))
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 5)]


# --- expected ---
import numpy as np


def random_inside_grad(x, seed):
    """Gradient of `random_inside` with respect to x."""
    normal_ans_stack = []
    noise = np.random.default_rng(seed)
    y = x
    for k in range(2):
        normal_ans = noise.normal(size=len(x))
        y = y * (1.0 + 0.1 * normal_ans)
        normal_ans_stack.append(normal_ans)

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y)
    for k in reversed(range(2)):
        normal_ans = normal_ans_stack.pop()
        y_bar = (1.0 + 0.1 * normal_ans) * y_bar  # y = y * (...)
    x_bar = y_bar  # y = x
    return x_bar
