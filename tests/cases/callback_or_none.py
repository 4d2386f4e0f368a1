"""An optimiser with a callback that is None, and one that is called."""

import numpy as np


def descend(slope, x, callback=None, trips=3):
    for i in range(trips):
        g = slope(x, i)
        if callback:
            callback(x, g)
        x = x - 0.1 * g
    return x


def double(x, i):
    return 2 * x


def callback_or_none(x):
    seen = []
    y = descend(double, x)
    y = descend(double, y, callback=lambda z, g: seen.append(np.sum(z * g)))
    return np.sum(y**2) + seen[1]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import callback_or_none  # isort: skip


def callback_or_none_grad(x):
    """Gradient of `callback_or_none` with respect to x."""
    seen = []
    y = callback_or_none.descend(callback_or_none.double, x)
    y, saved = descend_forward(callback_or_none.double, y, 3, seen)

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y**2) + seen[1]
    seen_bar = [0.0] * len(seen)
    seen_bar[1] = 1.0
    y_bar, seen_bar = descend_reverse(seen, saved, y_bar, seen_bar)  # y = descend(...)
    x_bar = descend_reverse2(3, y_bar)  # y = descend(double, x)
    return x_bar


def double_reverse(ans_bar):
    x_bar = 2 * ans_bar  # return 2 * x
    return x_bar


def descend_forward(slope, x, trips, seen):
    saved_stack = []
    for i in range(trips):
        g = slope(x, i)
        saved_stack.append((x, g))
        seen.append(np.sum(x * g))
        x = x - 0.1 * g
    return x.copy(), (trips, saved_stack)


def descend_reverse(seen, saved, ans_bar, seen_bar):
    trips, saved_stack = saved
    x_bar = ans_bar.copy()  # return x
    for i in reversed(range(trips)):
        x, g = saved_stack.pop()
        g_bar = -0.1 * x_bar  # x = x - 0.1 * g
        sum_value_bar = seen_bar.pop()  # callback(x, g)
        seen.pop()
        x_bar += g * sum_value_bar
        g_bar += x * sum_value_bar
        x_bar += double_reverse(g_bar)  # g = slope(x, i)
    return x_bar, seen_bar


def descend_reverse2(trips, ans_bar):
    x_bar = ans_bar.copy()  # return x
    for i in reversed(range(trips)):
        g_bar = -0.1 * x_bar  # x = x - 0.1 * g
        x_bar += double_reverse(g_bar)  # g = slope(x, i)
    return x_bar
