"""An item that got a name is appended to its list: what changes one changes both."""

import numpy as np

WRT = "x"


def item_held_twice(x):
    rows = [x * 2.0, x * 3.0]
    first = rows[0]
    rows.append(first)
    rows[0] += x
    return np.sum(rows[2] * rows[1])


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
def item_held_twice_grad(x):
    """Gradient of `item_held_twice` with respect to x."""
    rows_0 = x * 2.0
    rows_0 += x

    # Reverse sweep
    x_bar = 9 * x + 3.0 * rows_0  # return np.sum(rows[2] * rows[1])
    return x_bar
