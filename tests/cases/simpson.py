"""Simpson's rule for a helper, with the bounds active."""

import numpy as np


def bell(x, width):
    return np.exp(-((x / width) ** 2))


def simpson(a, b, width, n):
    h = (b - a) / n
    total = bell(a, width) + bell(b, width)
    for k in range(1, n):
        weight = 4.0 if k % 2 == 1 else 2.0
        total += weight * bell(a + k * h, width)
    return total * h / 3.0


WRT = ("a", "b", "width")


def samples(rng):
    return [(-0.5, 1.2, 0.7, 4)]


# --- expected ---
from tests.cases import simpson  # isort: skip


def simpson_grad(a, b, width, n):
    """Gradient of `simpson` with respect to a, b and width."""
    h = (b - a) / n
    bell_ans = simpson.bell(a, width)
    bell_ans2 = simpson.bell(b, width)
    total = bell_ans + bell_ans2
    for k in range(1, n):
        weight = 4.0 if k % 2 == 1 else 2.0
        bell_ans3 = simpson.bell(a + k * h, width)
        total += weight * bell_ans3

    # Reverse sweep
    product_bar = 1.0 / 3.0  # return total * h / 3.0
    total_bar = h * product_bar
    h_bar = total * product_bar
    a_bar = 0.0
    width_bar = 0.0
    for k in reversed(range(1, n)):
        weight = 4.0 if k % 2 == 1 else 2.0
        bell_ans3 = simpson.bell(a + k * h, width)
        # total += weight * bell(a + k * h, width)
        x_bar, width_bar2 = bell_reverse(
            a + k * h, width, bell_ans3, weight * total_bar
        )
        a_bar += x_bar
        h_bar += k * x_bar
        width_bar += width_bar2
    b_bar, width_bar3 = bell_reverse(b, width, bell_ans2, total_bar)  # total = ...
    width_bar += width_bar3
    x_bar2, width_bar4 = bell_reverse(a, width, bell_ans, total_bar)
    a_bar += x_bar2
    width_bar += width_bar4
    sum_bar = h_bar / n  # h = (b - a) / n
    b_bar += sum_bar
    a_bar -= sum_bar
    return float(a_bar), float(b_bar), float(width_bar)


def bell_reverse(x, width, ans, ans_bar):
    x_bar = -2 * x / width * ans * ans_bar / width  # return np.exp(-((x / width) ** 2))
    width_bar = -x / width * x_bar
    return x_bar, width_bar
