"""The pairs of a helper's list are unpacked: their adjoints are pairs."""

import numpy as np


def marks(x, n):
    out = []
    for i in range(n):
        out.append((x[i:] * x[i], np.sin(x[i])))
    return out


def pairs_of_helper(x):
    first, second = marks(x, 2)
    (_, low), (_, high) = marks(x * x, 2)
    return np.sum(first[0]) * second[1] + low * high


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import pairs_of_helper  # isort: skip


def pairs_of_helper_grad(x):
    """Gradient of `pairs_of_helper` with respect to x."""
    items = pairs_of_helper.marks(x, 2)
    first, second = items
    items2 = pairs_of_helper.marks(x * x, 2)
    items22 = items2[0][0]
    items23 = items2[1][0]
    (_, low), (_, high) = items2

    # Reverse sweep
    first_0_bar = np.broadcast_to(second[1], np.shape(first[0]))  # return ...
    second_1_bar = np.sum(first[0])
    low_bar = high
    high_bar = low
    # (_, low), (_, high) = marks(x * x, 2)
    items2_bar = [[np.zeros_like(items22), low_bar], [np.zeros_like(items23), high_bar]]
    x_bar = 2 * x * marks_reverse(x * x, 2, items2_bar)
    # first, second = marks(x, 2)
    items_bar = [[first_0_bar, 0.0], [np.zeros_like(items[1][0]), second_1_bar]]
    x_bar += marks_reverse(x, 2, items_bar)
    return x_bar


def marks_reverse(x, n, ans_bar):
    out_bar = [[item[0], item[1]] for item in ans_bar]  # return out
    x_bar = np.zeros_like(x)
    for i in reversed(range(n)):
        value_bar = out_bar.pop()  # out.append((x[i:] * x[i], np.sin(x[i])))
        product_bar = value_bar[0]
        x_bar[i:] += x[i] * product_bar
        x_bar[i] += x[i:] @ product_bar + np.cos(x[i]) * value_bar[1]
    return x_bar
