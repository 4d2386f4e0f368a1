"""The values of a dict in their order, where keys are taken out of it."""

import numpy as np


def dict_order_of_values(x, keys):
    table = {}
    for key in keys:
        table[key] = x * key
    total = np.sum(np.array(list(table.values())) * np.arange(len(table)))
    table.pop(keys[0])
    return total + sum(table[key] for key in table)


WRT = "x"


def samples(rng):
    return [(0.7, [1, 2, 3])]


# --- expected ---
import numpy as np


def dict_order_of_values_grad(x, keys):
    """Gradient of `dict_order_of_values` with respect to x."""
    table = {}
    for key in keys:
        table[key] = x * key
    values = []
    items = [*table]
    for key2 in items:
        values.append(table[key2])
    arange = np.arange(len(table))
    array = np.array(list(values))
    product = array * arange
    index = keys[0]
    table.pop(index)
    items2 = [*table]

    # Reverse sweep
    table_bar = dict.fromkeys(table, 0.0)
    for key3 in reversed(items2):
        table_bar[key3] += 1.0
    table_bar[index] = 0.0  # table.pop(keys[0])
    # total = np.sum(np.array(list(table.values())) * np.arange(len(table)))
    list_values_bar = list(
        unbroadcast(np.broadcast_to(arange * 1.0, np.shape(product)), array)
    )
    values_bar = list(list_values_bar)
    for key2 in reversed(items):
        table_bar[key2] += values_bar.pop()
    x_bar = 0.0
    for key in reversed(keys):
        table_item_bar = table_bar[key]
        table_bar[key] = 0.0
        x_bar += key * table_item_bar
    return float(x_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
