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
