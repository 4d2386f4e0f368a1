"""The values of a dict, unpacked in their order, where keys were taken out before."""


def dict_order(x, keys):
    table = {}
    for key in keys:
        table[key] = x * key
    table.pop(keys[0])
    first, second = table.values()
    return first * second * second


WRT = "x"


def samples(rng):
    return [(0.7, [1, 2, 3])]


# --- expected ---
# dict_order.py:9:21: the values of a dict whose keys change are used in their order - go through its keys: for k in d: ... d[k]
#     first, second = table.values()
#                     ^
