"""Recursion inside the function: of one function, and of two that call each other."""

import numpy as np


def inner_recursion(x, y, n):
    def down(t, k):
        if k == 0:
            return t
        return across(t * y, k - 1)

    def across(t, k):
        return t + x if k == 0 else down(np.sin(t), k - 1)

    def power(k):
        return 1.0 if k == 0 else x * power(k - 1)

    return down(x, n) * power(n)


WRT = ("x", "y")


def samples(rng):
    return [(0.4, 1.2, 0), (0.4, 1.2, 3)]


# --- expected ---
import numpy as np


def inner_recursion_grad(x, y, n):
    """Gradient of `inner_recursion` with respect to x and y."""
    down_ans = down(x, n, y, x)
    if n == 0:
        chosen = 1.0
    else:
        power_ans, saved = power_forward(n - 1, x)
        chosen = x * power_ans

    # Reverse sweep
    if n == 0:  # return down(x, n) * power(n)
        x_bar = 0.0
    else:
        x_bar = power_ans * down_ans
        x_bar += power_reverse(saved, x * down_ans)
    t_bar, y_bar, x_bar2 = down_reverse(x, n, y, x, chosen)
    x_bar += t_bar + x_bar2
    return float(x_bar), float(y_bar)


def power_forward(k, x):
    power_ans = None
    saved = None
    if k == 0:
        chosen = 1.0
    else:
        power_ans, saved = power_forward(k - 1, x)
        chosen = x * power_ans
    return chosen, (k, x, power_ans, saved)


def power_reverse(saved2, ans_bar):
    k, x, power_ans, saved = saved2
    if k == 0:  # return 1.0 if k == 0 else x * power(k - 1)
        x_bar = 0.0
    else:
        x_bar = power_ans * ans_bar
        x_bar += power_reverse(saved, x * ans_bar)
    return x_bar


def across_reverse(t, k, x, y, ans_bar):
    if k != 0:
        _chosen, saved = down_forward(np.sin(t), k - 1, y, x)

    # Reverse sweep
    if k == 0:  # return t + x if k == 0 else down(np.sin(t), k - 1)
        t_bar = ans_bar
        x_bar = ans_bar
        y_bar = 0.0
    else:
        t_bar2, y_bar, x_bar = down_reverse2(saved, ans_bar)
        t_bar = np.cos(t) * t_bar2
    return t_bar, x_bar, y_bar


def down_forward(t, k, y, x):
    ans = t if k == 0 else across(t * y, k - 1, x, y)
    return ans, (t, k, y, x)


def down_reverse2(saved, ans_bar):
    t, k, y, x = saved
    if k == 0:
        t_bar = ans_bar  # return t
        x_bar = 0.0
        y_bar = 0.0
    else:
        t_bar2, x_bar, y_bar = across_reverse(t * y, k - 1, x, y, ans_bar)  # return ...
        t_bar = y * t_bar2
        y_bar += t * t_bar2
    return t_bar, y_bar, x_bar


def down_reverse(t, k, y, x, ans_bar):
    if k == 0:
        t_bar = ans_bar  # return t
        x_bar = 0.0
        y_bar = 0.0
    else:
        t_bar2, x_bar, y_bar = across_reverse(t * y, k - 1, x, y, ans_bar)  # return ...
        t_bar = y * t_bar2
        y_bar += t * t_bar2
    return t_bar, y_bar, x_bar


def across(t, k, x, y):
    return t + x if k == 0 else down(np.sin(t), k - 1, y, x)


def down(t, k, y, x):
    if k == 0:
        return t
    return across(t * y, k - 1, x, y)
