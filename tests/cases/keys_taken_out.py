"""Keys taken out of a dict whose keys are known, which is returned and gone through."""

import numpy as np


def settled(table):
    del table["rest"]
    table["now"] = table.pop("now") * 2.0
    return table


def keys_taken_out(x, y):
    table = {"now": x * x, "rest": x, "old": np.sin(x)}
    table["late"] = table.pop("now") * y
    del table["rest"]
    total = sum(table.values())
    other = settled({"now": x * y, "rest": y, "old": x})
    for k, (key, value) in enumerate(other.items()):
        total = total + (k + 1.0) * value * len(key)
    other["total"] = total
    del other["old"]
    return other


WRT = ("x", "y")
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def keys_taken_out_vjp(x, y, *, cotangent):
    """Value and vector-Jacobian product of `keys_taken_out` with respect to x and y."""
    total_stack = []
    table = {"now": x * x, "rest": x, "old": np.sin(x)}
    popped = table["now"]
    table_old = table["now"]
    table.pop("now")
    table_old2 = table.get("late")
    table["late"] = popped * y
    table_old3 = table["rest"]
    table.pop("rest")
    values = []
    items = [*table]
    for key2 in items:
        values.append(table[key2])
    total = sum(values)
    part = {"now": x * y, "rest": y, "old": x}
    _, saved = settled_forward(part)
    values2 = []
    items2 = [*part]
    for key3 in items2:
        values2.append((key3, part[key3]))
    for k in range(len(values2)):
        total_stack.append(total)
        key, value = values2[k]
        total = total + (k + 1.0) * value * len(key)
    part_old = part.get("total")
    part["total"] = total
    part_old2 = part["old"]
    part.pop("old")
    ans = {k: np.copy(item) for k, item in part.items()}

    # Reverse sweep
    part_bar = dict(cotangent)  # return other
    part["old"] = part_old2
    part_bar["old"] = np.zeros_like(part["old"])  # del other["old"]
    total_bar = part_bar["total"]  # other["total"] = total
    if part_old is None:
        part.pop("total")
    else:
        part["total"] = part_old
    part_bar["total"] = None if part_old is None else np.zeros_like(part["total"])
    values2_bar = [[None, np.zeros_like(item[1])] for item in values2]
    for k in reversed(range(len(values2))):
        total = total_stack.pop()
        key, value = values2[k]
        product = (k + 1.0) * value * len(key)
        # total = total + (k + 1.0) * value * len(key)
        value_bar = (k + 1.0) * len(key) * unbroadcast(total_bar, product)
        total_bar = unbroadcast(total_bar, total)
        values2_bar[k][1] = values2_bar[k][1] + value_bar
    for key3 in reversed(items2):
        part_bar[key3] = part_bar[key3] + values2_bar.pop()[1]
    part_bar = settled_reverse(part, saved, part_bar)  # other = settled(...)
    product_bar = part_bar["now"]
    x_bar = y * product_bar + part_bar["old"]
    y_bar = x * product_bar + part_bar["rest"]
    values_bar = [total_bar.copy() for x in values]  # total = sum(table.values())
    table_bar = {k: np.zeros_like(item) for k, item in table.items()}
    for key2 in reversed(items):
        table_bar[key2] = table_bar[key2] + values_bar.pop()
    table["rest"] = table_old3
    table_bar["rest"] = np.zeros_like(table["rest"])  # del table["rest"]
    table_item_bar = table_bar["late"]  # table["late"] = table.pop("now") * y
    if table_old2 is None:
        table.pop("late")
    else:
        table["late"] = table_old2
    table_bar["late"] = np.zeros_like(table_item_bar)
    popped_bar = y * table_item_bar
    y_bar += popped * table_item_bar
    table["now"] = table_old
    table_bar["now"] = np.zeros_like(table["now"])
    table_bar["now"] = table_bar["now"] + popped_bar
    product_bar2 = table_bar["now"]  # table = {...}
    x_bar += 2 * x * product_bar2 + table_bar["rest"] + np.cos(x) * table_bar["old"]
    return ans, (x_bar, y_bar)


def settled_forward(table):
    table_old = table["rest"]
    table.pop("rest")
    popped = table["now"]
    table_old2 = table["now"]
    table.pop("now")
    table_old3 = table.get("now")
    table["now"] = popped * 2.0
    ans = {k: np.copy(item) for k, item in table.items()}
    return ans, (table_old, table_old2, table_old3)


def settled_reverse(table, saved, table_bar):
    table_old, table_old2, table_old3 = saved
    table_item_bar = table_bar["now"]  # table["now"] = table.pop("now") * 2.0
    if table_old3 is None:
        table.pop("now")
    else:
        table["now"] = table_old3
    table_bar["now"] = None if table_old3 is None else np.zeros_like(table["now"])
    table["now"] = table_old2
    table_bar["now"] = np.zeros_like(table["now"])
    table_bar["now"] = table_bar["now"] + 2.0 * table_item_bar
    table["rest"] = table_old
    table_bar["rest"] = np.zeros_like(table["rest"])  # del table["rest"]
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
