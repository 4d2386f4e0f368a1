"""Helpers use the values of a dict in their order; keys are taken out later."""

import numpy as np


def weighted(table):
    return np.sum(list(table.values()) * np.arange(len(table)))


def turned(table, key):
    table[key] = table.pop(key)
    return weighted(table)


def dict_order_in_helpers(x, keys):
    table = {}
    for key in keys:
        table[key] = x * key
    total = weighted(table)
    table.pop(keys[1])
    return total * turned(table, keys[0])


WRT = "x"


def samples(rng):
    return [(0.7, [1, 2, 3]), (-0.4, [3, 2, 4, 1])]


# --- expected ---
import numpy as np


def dict_order_in_helpers_grad(x, keys):
    """Gradient of `dict_order_in_helpers` with respect to x."""
    table = {}
    for key in keys:
        table[key] = x * key
    total, saved2 = weighted_forward(table)
    index = keys[1]
    table_old = table[index]
    keys_old = [*table]
    table.pop(index)
    turned_ans, saved = turned_forward(table, keys[0])

    # Reverse sweep
    total_bar = turned_ans  # return total * turned(table, keys[0])
    table_bar = turned_reverse(table, saved, total)
    table[index] = table_old
    table_bar[index] = 0.0  # table.pop(keys[1])
    for key2 in keys_old:
        table[key2] = table.pop(key2)
    table_bar2 = weighted_reverse(table, saved2, total_bar)  # total = weighted(table)
    table_bar = {k: table_bar[k] + table_bar2[k] for k in table_bar2}
    x_bar = 0.0
    for key in reversed(keys):
        table_item_bar = table_bar[key]
        table_bar[key] = 0.0
        x_bar += key * table_item_bar
    return float(x_bar)


def weighted_forward(table):
    arange = np.arange(len(table))
    array = np.array(list(table.values()))
    product = array * arange
    return np.sum(product), (arange, array, product)


def weighted_reverse(table, saved, ans_bar):
    arange, array, product = saved
    # return np.sum(list(table.values()) * np.arange(len(table)))
    list_value_bar = list(
        unbroadcast(np.broadcast_to(arange * ans_bar, np.shape(product)), array)
    )
    table_bar = dict(zip(table, list_value_bar, strict=True))
    return table_bar


def turned_forward(table, key):
    popped = table[key]
    table_old = table[key]
    keys_old = [*table]
    table.pop(key)
    table_old2 = table.get(key)
    table[key] = popped
    weighted_ans, saved = weighted_forward(table)
    return weighted_ans, (key, table_old, keys_old, table_old2, saved)


def turned_reverse(table, saved2, ans_bar):
    key, table_old, keys_old, table_old2, saved = saved2
    table_bar = weighted_reverse(table, saved, ans_bar)  # return weighted(table)
    if table_old2 is None:  # table[key] = table.pop(key)
        table.pop(key)
    else:
        table[key] = table_old2
    table_item_bar = table_bar[key]
    table_bar[key] = 0.0
    table[key] = table_old
    table_bar[key] = 0.0
    for key2 in keys_old:
        table[key2] = table.pop(key2)
    table_bar[key] += table_item_bar
    return table_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
