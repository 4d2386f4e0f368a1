"""A running product: what the loop carries is read by its own reverse."""


def product_loop(x):
    p = 1.0
    for i in range(len(x)):
        p = p * x[i]
    return p


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),), (rng.normal(size=1),)]


# --- expected ---
import numpy as np


def product_loop_grad(x):
    """Gradient of `product_loop` with respect to x."""
    p_stack = []
    p = 1.0
    for i in range(len(x)):
        p_stack.append(p)
        p = p * x[i]

    # Reverse sweep
    p_bar = 1.0  # return p
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        p = p_stack.pop()
        x_bar[i] = p * p_bar  # p = p * x[i]
        p_bar = x[i] * p_bar
    return x_bar
