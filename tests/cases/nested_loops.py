"""A loop in a loop; the inner bound depends on the outer counter."""


def nested_loops(x, n):
    s = 0.0
    for i in range(n):
        t = 1.0
        for j in range(i):
            t = t * x[j] + s
        s = s + t * x[i]
    return s


WRT = "x"


def samples(rng):
    return [(0.5 * rng.normal(size=4), 4), (rng.normal(size=4), 1)]


# --- expected ---
import numpy as np


def nested_loops_grad(x, n):
    """Gradient of `nested_loops` with respect to x."""
    t_stack = []
    t_stack2 = []
    s = 0.0
    for i in range(n):
        t = 1.0
        for j in range(i):
            t_stack.append(t)
            t = t * x[j] + s
        s = s + t * x[i]
        t_stack2.append(t)

    # Reverse sweep
    s_bar = 1.0  # return s
    x_bar = np.zeros_like(x)
    for i in reversed(range(n)):
        t = t_stack2.pop()
        t_bar = x[i] * s_bar  # s = s + t * x[i]
        x_bar[i] += t * s_bar
        for j in reversed(range(i)):
            t = t_stack.pop()
            x_bar[j] += t * t_bar  # t = t * x[j] + s
            s_bar += t_bar
            t_bar = x[j] * t_bar
    return x_bar
