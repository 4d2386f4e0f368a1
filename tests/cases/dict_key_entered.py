"""A key enters a dict with a value that is made of those that were there."""

import numpy as np


def dict_key_entered(x, t):
    table = dict(zip(range(3), x))
    t = t * table.setdefault(3, sum(table.values()))
    return np.sum(x) * t


WRT = ("x", "t")


def samples(rng):
    return [(rng.normal(size=3), 0.5)]


# --- expected ---
import numpy as np


def dict_key_entered_grad(x, t):
    """Gradient of `dict_key_entered` with respect to x and t."""
    table = {}
    for k in range(min(3, len(x))):
        key = k
        table[key] = x[k]
    condition = 3 not in table
    if condition:
        values = table.values()
        table[3] = sum(values)
    t_old = t
    t = t * table[3]

    # Reverse sweep
    x_bar = np.full(np.shape(x), t)  # return np.sum(x) * t
    t_bar = np.sum(x)
    table_bar = dict.fromkeys(table, 0.0)  # t = t * table.setdefault(...)
    table_bar[3] += t_old * t_bar
    t_bar = table[3] * t_bar
    if condition:
        table_item_bar = table_bar[3]
        table_bar.pop(3)
        table.pop(3)
        values_bar = [table_item_bar for x in values]
        table_bar = {
            k: table_bar[k] + b for k, b in zip(table, values_bar, strict=True)
        }
    for k in reversed(range(min(3, len(x)))):
        key = k
        x_bar[k] += table_bar[key]
    return x_bar, float(t_bar)
