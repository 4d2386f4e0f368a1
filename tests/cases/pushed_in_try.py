"""A tuple a part of which fails is put on no stack, nor are its other parts."""

import numpy as np

WRT = "x"


def pushed_in_try(x):
    kept = []
    for i in range(4):
        try:
            kept.append(([x[0] * i, x[1]], x[2 + i]))
        except IndexError:
            kept.append(([x[0], x[0]], x[-1]))
    total = 0.0
    while kept:
        pair, scale = kept.pop()
        total += (pair[0] + pair[1] ** 2) * scale
    return total


def samples(rng):
    yield (rng.normal(size=4),)


# --- expected ---
import numpy as np


def pushed_in_try_grad(x):
    """Gradient of `pushed_in_try` with respect to x."""
    failed_stack = []
    saved_stack = []
    kept = []
    for i in range(4):
        failed = False
        try:
            kept.append(([x[0] * i, x[1]], x[2 + i]))
        except IndexError:
            failed = True
            kept.append(([x[0], x[0]], x[-1]))
        failed_stack.append(failed)
    while kept:
        pair, scale = kept.pop()
        saved_stack.append((pair, scale))

    # Reverse sweep
    kept_bar = [[[0.0, 0.0], 0.0] for item in kept]
    while saved_stack:
        pair, scale = saved_stack.pop()
        pair_0_bar = scale  # total += (pair[0] + pair[1] ** 2) * scale
        pair_1_bar = 2 * pair[1] * scale
        scale_bar = pair[0] + pair[1] ** 2
        kept_bar.append([[pair_0_bar, pair_1_bar], scale_bar])  # pair, scale = ...
    x_bar = np.zeros_like(x)
    for i in reversed(range(4)):
        failed = failed_stack.pop()
        if failed:
            value_bar = kept_bar.pop()  # kept.append(([x[0], x[0]], x[-1]))
            x_bar[0] += value_bar[0][0] + value_bar[0][1]
            x_bar[-1] += value_bar[1]
        else:
            value_bar2 = kept_bar.pop()  # kept.append(([x[0] * i, x[1]], x[2 + i]))
            x_bar[0] += i * value_bar2[0][0]
            x_bar[1] += value_bar2[0][1]
            x_bar[2 + i] += value_bar2[1]
    return x_bar
