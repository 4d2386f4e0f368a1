"""The values of a dict in their order, where keys were taken out before."""

import numpy as np


def dict_order(x, keys):
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
# dict_order.py:10:34: the values of a dict whose keys change are used in their order - go through its keys: for k in d: ... d[k]
#     total = np.sum(np.array(list(table.values())) * np.arange(len(table)))
#                                  ^
