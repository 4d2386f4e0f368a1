"""Functions that return functions, and functions composed of others."""

import numpy as np


def scaled(by):
    offset = by * by
    return lambda t: by * t + offset


def pair_of(by):
    def up(t):
        return t * by

    def down(t):
        return t / by

    return up, down


def compose(f, g):
    def both(t):
        return f(g(t))

    return both


def function_factories(x, y):
    f, g = scaled(x), scaled(y)
    up, down = pair_of(x)
    total = compose(np.sin, g)(x)
    for _ in range(3):
        total = f(total) * 0.1
        f = scaled(total)
    return total + compose(up, f)(y) + down(g(x))


WRT = ("x", "y")


def samples(rng):
    return [(0.4, 1.2)]


# --- expected ---
import numpy as np


def function_factories_grad(x, y):
    """Gradient of `function_factories` with respect to x and y."""
    saved_stack = []
    f = scaled(x)
    g = scaled(y)
    up, down = (x,), (x,)
    total = np.sin(g[0] * x + g[1])
    for _ in range(3):
        saved_stack.append((f, total))
        total = (f[0] * total + f[1]) * 0.1
        f = scaled(total)

    # Reverse sweep
    f_1_bar = up[0]  # return total + compose(up, f)(y) + down(g(x))
    g_1_bar = 1 / down[0]
    total_bar = 1.0
    f_0_bar = y * f_1_bar
    y_bar = f[0] * f_1_bar
    up_0_bar = f[0] * y + f[1]
    g_0_bar = x * g_1_bar
    x_bar = g[0] * g_1_bar
    down_0_bar = -(g[0] * x + g[1]) / down[0] / down[0]
    for _ in reversed(range(3)):
        total_bar += scaled_reverse(total, f_0_bar, f_1_bar)  # f = scaled(total)
        f, total = saved_stack.pop()
        f_1_bar = 0.1 * total_bar  # total = f(total) * 0.1
        f_0_bar = total * f_1_bar
        total_bar = f[0] * f_1_bar
    sum_bar = np.cos(g[0] * x + g[1]) * total_bar  # total = compose(np.sin, g)(x)
    g_0_bar += x * sum_bar
    x_bar += g[0] * sum_bar
    g_1_bar += sum_bar
    x_bar += up_0_bar + down_0_bar  # up, down = pair_of(x)
    y_bar += scaled_reverse(y, g_0_bar, g_1_bar)  # f, g = scaled(x), scaled(y)
    x_bar += scaled_reverse(x, f_0_bar, f_1_bar)
    return float(x_bar), float(y_bar)


def scaled_reverse(by, ans_0_bar, ans_1_bar):
    by_bar = ans_0_bar + 2 * by * ans_1_bar  # offset = by * by
    return by_bar


def scaled(by):
    offset = by * by
    return by, offset
