"""A scratch array made of constants carries active values through a loop."""

import numpy as np


def scratch_buffer(x):
    tmp = np.zeros(1)
    tmp[0] = 1.0
    for i in range(len(x)):
        tmp[0] *= x[i]
    return tmp[0]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def scratch_buffer_grad(x):
    """Gradient of `scratch_buffer` with respect to x."""
    tmp_stack = []
    tmp = np.zeros(1)
    tmp[0] = 1.0
    for i in range(len(x)):
        tmp_stack.append(tmp[0])
        tmp[0] *= x[i]

    # Reverse sweep
    tmp_bar = np.zeros_like(tmp)  # return tmp[0]
    tmp_bar[0] = 1.0
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        tmp[0] = tmp_stack.pop()
        x_bar[i] = tmp[0] * tmp_bar[0]  # tmp[0] *= x[i]
        tmp_bar[0] = x[i] * tmp_bar[0]
    return x_bar
