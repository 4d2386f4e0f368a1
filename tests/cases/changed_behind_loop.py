"""An array that a loop has left is changed in place behind it."""

import numpy as np


def changed_behind_loop(x, t):
    g = x[1:] * t
    for _ in range(2):
        g = np.array([t, t * t])
        t += np.max(x) * g[0]
    g *= g[-1]
    return np.sum(x) + t + np.sum(g * g)


WRT = ("x", "t")


def samples(rng):
    return [(rng.normal(size=4), 0.3)]


# --- expected ---
import numpy as np


def changed_behind_loop_grad(x, t):
    """Gradient of `changed_behind_loop` with respect to x and t."""
    saved_stack = []
    g = x[1:] * t
    for _ in range(2):
        saved_stack.append((t, g))
        g = np.array([t, t * t])
        t += np.max(x) * g[0]
    g_old = g.copy()
    g *= g[-1]

    # Reverse sweep
    x_bar = np.full(np.shape(x), 1.0)  # return np.sum(x) + t + np.sum(g * g)
    t_bar = 1.0
    g_bar = 2 * g
    g[...] = g_old
    g_bar2 = g_bar  # g *= g[-1]
    g_bar = g[-1] * g_bar2
    g_bar[-1] += np.sum(g * g_bar2)
    for _ in reversed(range(2)):
        max_x = np.max(x)  # t += np.max(x) * g[0]
        top = x == max_x
        x_bar += top * (g[0] * t_bar) / np.sum(top)
        g_bar[0] += max_x * t_bar
        t, g = saved_stack.pop()
        t_bar2, product_bar = g_bar  # g = np.array([t, t * t])
        t_bar += t_bar2 + 2 * t * product_bar
        g_bar = np.zeros_like(g)
    x_bar[1:] += t * g_bar  # g = x[1:] * t
    t_bar += np.sum(x[1:] * g_bar)
    return x_bar, float(t_bar)
