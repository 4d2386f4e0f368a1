"""An item of a list is a number at first and at last, and an array between."""

import numpy as np


def number_then_array_in_list(w, s):
    held = [s]
    held[0] = w + s
    total = np.sum(held[0])
    held[0] = s * s
    return total * held[0]


WRT = ("w", "s")


def samples(rng):
    return [(rng.normal(size=3), 0.3)]


# --- expected ---
import numpy as np


def number_then_array_in_list_grad(w, s):
    """Gradient of `number_then_array_in_list` with respect to w and s."""
    held = [s]
    held_old = held[0]
    held[0] = w + s
    total = np.sum(held[0])
    held_old2 = held[0]
    held[0] = s * s

    # Reverse sweep
    total_bar = np.sum(held[0])  # return total * held[0]
    held_bar = [np.zeros_like(item) for item in held]
    held_bar[0] = held_bar[0] + total
    held_item_bar = held_bar[0]  # held[0] = s * s
    held[0] = held_old2
    held_bar[0] = np.zeros_like(held[0])
    s_bar = 2 * s * held_item_bar
    # total = np.sum(held[0])
    held_bar[0] = held_bar[0] + np.broadcast_to(total_bar, np.shape(held[0]))
    w_bar = held_bar[0]  # held[0] = w + s
    held[0] = held_old
    held_bar[0] = np.zeros_like(held[0])
    s_bar += np.sum(w_bar)
    s_bar += held_bar[0]  # held = [s]
    w_bar = w_bar.copy()
    return w_bar, float(s_bar)
