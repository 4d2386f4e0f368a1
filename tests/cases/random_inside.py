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
    y_stack = []
    normal_ans_stack = []
    noise = np.random.default_rng(seed)
    y = x
    for k in range(2):
        normal_ans = noise.normal(size=len(x))
        y_stack.append(y)
        y = y * (1.0 + 0.1 * normal_ans)
        normal_ans_stack.append(normal_ans)

    # Reverse sweep
    # return np.sum(y * y)
    y_bar = unbroadcast(np.broadcast_to(y * 1.0, np.shape(y * y)), y) + unbroadcast(
        np.broadcast_to(y * 1.0, np.shape(y * y)), y
    )
    for k in reversed(range(2)):
        normal_ans = normal_ans_stack.pop()
        y = y_stack.pop()
        y_bar = unbroadcast((1.0 + 0.1 * normal_ans) * y_bar, y)  # y = y * (...)
    x_bar = y_bar  # y = x
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
