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
def dict_stores_grad(x, names):
    """Gradient of `dict_stores` with respect to x."""
    saved_stack = []
    table = {"start": x}
    last = "start"
    for name in names:
        saved_stack.append((table.get(name), last))
        table[name] = table[last] * x + 1.0
        last = name

    # Reverse sweep
    table_bar = dict.fromkeys(table, 0.0)  # return table[last] * table["start"]
    table_bar[last] += table["start"]
    table_bar["start"] += table[last]
    x_bar = 0.0
    for name in reversed(names):
        table_held, last = saved_stack.pop()
        if table_held is None:  # table[name] = table[last] * x + 1.0
            table.pop(name)
        else:
            table[name] = table_held
        table_item_bar = table_bar[name]
        table_bar[name] = 0.0
        table_bar[last] += x * table_item_bar
        x_bar += table[last] * table_item_bar
    x_bar += table_bar["start"]  # table = {"start": x}
    return x_bar
