"""Keys of a dict added, assigned in a loop and in branches, and merged."""


def dict_keys_assigned(x, n):
    table = {}
    table["a"] = x * x
    table["b"] = table["a"] * x
    for k in range(n):
        if table["a"] > 2.0:
            table["b"] = 2.0 * table["b"]
        table["b"] = table["b"] * table["a"] + k
        table["a"] += x
    more = {**table, "b": table["a"] * x, "c": x}
    more["c"] *= more["b"]
    return table["b"] * more["c"] + more["a"]


WRT = "x"


def samples(rng):
    return [(0.9, 3), (0.9, 0)]


# --- expected ---
def dict_keys_assigned_grad(x, n):
    """Gradient of `dict_keys_assigned` with respect to x."""
    b_stack = []
    b_stack2 = []
    a_stack = []
    condition_stack = []
    table = {}
    table["a"] = x * x
    table["b"] = table["a"] * x
    for k in range(n):
        condition = table["a"] > 2.0
        if condition:
            b_stack.append(table["b"])
            table["b"] = 2.0 * table["b"]
        b_stack2.append(table["b"])
        table["b"] = table["b"] * table["a"] + k
        a_stack.append(table["a"])
        table["a"] += x
        condition_stack.append(condition)
    more = {**table, "b": table["a"] * x, "c": x}
    c_old = more["c"]
    more["c"] *= more["b"]

    # Reverse sweep
    b_bar = more["c"]  # return table["b"] * more["c"] + more["a"]
    c_bar = table["b"]
    more["c"] = c_old
    b_bar2 = more["c"] * c_bar  # more["c"] *= more["b"]
    c_bar = more["b"] * c_bar
    x_bar = c_bar + table["a"] * b_bar2  # more = {**table, "b": table["a"] * x, "c": x}
    a_bar = x * b_bar2 + 1.0
    for k in reversed(range(n)):
        condition = condition_stack.pop()
        table["a"] = a_stack.pop()
        x_bar += a_bar  # table["a"] += x
        table["b"] = b_stack2.pop()
        a_bar += table["b"] * b_bar  # table["b"] = table["b"] * table["a"] + k
        b_bar = table["a"] * b_bar
        if condition:
            table["b"] = b_stack.pop()
            b_bar = 2.0 * b_bar  # table["b"] = 2.0 * table["b"]
    a_bar += x * b_bar  # table["b"] = table["a"] * x
    x_bar += table["a"] * b_bar
    x_bar += 2 * x * a_bar  # table["a"] = x * x
    return x_bar
