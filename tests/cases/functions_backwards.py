"""Functions that are given in a list: from the end, in part and numbered."""

import numpy as np

WRT = "x"


def squared(v):
    return v * v


def functions_backwards(x, stages):
    for stage in reversed(stages):
        x = stage(x)
    for stage in stages[1:]:
        x = 0.5 * stage(x)
    for k, stage in enumerate(stages):
        x = x + stage(x) / (k + 1)
    return sum(np.sum(stage(x)) for stage in stages)


def samples(rng):
    return [(rng.normal(size=3), [np.sin, squared]) for _ in range(2)]


# --- expected ---
import numpy as np


def functions_backwards_grad(x, stages):
    """Gradient of `functions_backwards` with respect to x."""
    stage = stages[1]
    x_old = x
    x = stage(x)
    stage = stages[0]
    x_old2 = x
    x = stage(x)
    stage = stages[1]
    x_old3 = x
    x = 0.5 * stage(x)
    stage = stages[0]
    x_old4 = x
    x = x + stage(x) / 1
    stage = stages[1]
    x_old5 = x
    x = x + stage(x) / 2

    # Reverse sweep
    # return sum(np.sum(stage(x)) for stage in stages)
    x_bar = squared_reverse(x, np.broadcast_to(1.0, np.shape(stages[1](x))))
    x_bar += np.cos(x)
    x_bar += squared_reverse(x_old5, 0.5 * x_bar)  # x = x + stage(x) / (k + 1)
    x_bar = (1 + np.cos(x_old4)) * x_bar
    x_bar = squared_reverse(x_old3, 0.5 * x_bar)  # x = 0.5 * stage(x)
    x_bar = np.cos(x_old2) * x_bar  # x = stage(x)
    x_bar = squared_reverse(x_old, x_bar)
    return x_bar


def squared_reverse(v, ans_bar):
    v_bar = 2 * v * ans_bar  # return v * v
    return v_bar
