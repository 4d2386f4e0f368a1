"""A name that a pattern binds stays bound where its guard says no."""

import numpy as np


def pattern_leaks(x, n, pair):
    k = 1
    a = 2.0
    match n:
        case k if k > 5:
            x = x * 2.0
        case m if m > 3:
            x = x * k
        case _:
            x = x * x
    match pair:
        case (a, b) if a > b:
            x = x + a
        case [b, _] if b > 1.0:
            x = x * a + b
    return np.sum(x) * k * a


WRT = ("x", "pair")


def samples(rng):
    return [
        (rng.normal(size=3), 7, (3.0, 2.0)),
        (rng.normal(size=3), 4, (2.0, 3.0)),
        (rng.normal(size=3), 1, (0.5, 3.0)),
    ]


# --- expected ---
import numpy as np


def pattern_leaks_grad(x, n, pair):
    """Gradient of `pattern_leaks` with respect to x and pair."""
    k = n
    if k > 5:
        x = x * 2.0
    elif n > 3:
        x = x * k
    else:
        x_old = x
        x = x * x
    a = pair[0]
    matched = a > pair[1]
    if matched:
        x = x + a
    elif pair[0] > 1.0:
        b = pair[0]
        x_old2 = x
        x = x * a + b

    # Reverse sweep
    x_bar = np.broadcast_to(k * a, np.shape(x))  # return np.sum(x) * k * a
    a_bar = np.sum(x) * k
    if matched:
        a_bar += np.sum(x_bar)  # x = x + a
        pair_0_bar = 0.0
    elif pair[0] > 1.0:
        x = x_old2
        a_bar += x @ x_bar  # x = x * a + b
        pair_0_bar = np.sum(x_bar)
        x_bar = a * x_bar
    else:
        pair_0_bar = 0.0
    pair_0_bar += a_bar
    if k > 5:
        x_bar = 2.0 * x_bar  # x = x * 2.0
    elif n > 3:
        x_bar = k * x_bar  # x = x * k
    else:
        x = x_old
        x_bar = 2 * x * x_bar  # x = x * x
    return x_bar, (float(pair_0_bar), 0.0)
