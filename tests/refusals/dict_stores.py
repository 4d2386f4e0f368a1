"""A dict filled and read in a loop."""


def dict_stores(x, names):
    table = {"start": x}
    last = "start"
    for name in names:
        table[name] = table[last] * x + 1.0
        last = name
    return table[last] * table["start"]


WRT = "x"


def samples(rng):
    return [(0.6, ["a", "b", "a"]), (0.6, [])]


# --- expected ---
# dict_stores.py:8:9: an item of a dict is assigned - use an array, or build a new container
#         table[name] = table[last] * x + 1.0
#         ^
