"""A list that only one way makes is used up by another `if`: its adjoint is a list."""

import numpy as np


def list_of_a_branch(x, t, n, m):
    if n > 0:
        kept = []
        for a in x:
            kept.append(a * t)
    y = x * 2
    if m > 0:
        for _ in range(len(x) - 1):
            t = t * 0.5 + kept[-1] * kept[0]
            kept.pop()
    return np.sum(y) * t


WRT = ("x", "t")


def samples(rng):
    x = rng.normal(size=3)
    return [(x, 0.4, 3, 1), (x, 0.4, 1, 0), (x, 0.4, 0, 0)]


# --- expected ---
import numpy as np


def list_of_a_branch_grad(x, t, n, m):
    """Gradient of `list_of_a_branch` with respect to x and t."""
    kept_stack = []
    kept = None
    if n > 0:
        kept = []
        for a in x:
            kept.append(a * t)
    y = x * 2
    if m > 0:
        t_old = t
        for _ in range(len(x) - 1):
            t = t * 0.5 + kept[-1] * kept[0]
            kept_stack.append(kept[-1])
            kept.pop()

    # Reverse sweep
    y_bar = np.broadcast_to(t, np.shape(y))  # return np.sum(y) * t
    t_bar = np.sum(y)
    if m > 0:
        kept_bar = [] if kept is None else [0.0] * len(kept)
        for _ in reversed(range(len(x) - 1)):
            kept.append(kept_stack.pop())  # kept.pop()
            kept_bar.append(0.0)
            kept_bar[-1] += kept[0] * t_bar  # t = t * 0.5 + kept[-1] * kept[0]
            kept_bar[0] += kept[-1] * t_bar
            t_bar = 0.5 * t_bar
        t = t_old
    else:
        kept_bar = [] if kept is None else [0.0] * len(kept)
    x_bar = 2 * y_bar  # y = x * 2
    if n > 0:
        for k in reversed(range(len(x))):
            a = x[k]
            product_bar = kept_bar.pop()  # kept.append(a * t)
            x_bar[k] += t * product_bar
            t_bar += a * product_bar
    return x_bar, float(t_bar)
