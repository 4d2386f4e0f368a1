"""Parts of tuples and dicts at positions known at run time; a dict gone through."""

import numpy as np


def picked_parts(params, x, y, names):
    pair = (x, y * y)
    total = 0.0
    for i in range(3):
        total = total + pair[i % 2] * (i + 1)
    for name in names:
        total = total * x + np.sum(params[name])
    for name, value in params.items():
        total = total + np.sum(value * value) * len(name)
    return total + sum(np.sum(value) for value in params.values())


WRT = ("params", "x", "y")


def samples(rng):
    params = {"a": rng.normal(size=2), "bb": rng.normal(size=2)}
    return [(params, 0.7, 1.3, ["a", "bb", "a"])]


# --- expected ---
import numpy as np


def picked_parts_grad(params, x, y, names):
    """Gradient of `picked_parts` with respect to params, x and y."""
    total_stack = []
    pair = x, y * y
    total = 0.0
    for i in range(3):
        total = total + pair[i % 2] * (i + 1)
    for name in names:
        total_stack.append(total)
        total = total * x + np.sum(params[name])
    items = ["a", "bb"]
    items2 = [params["a"], params["bb"]]
    items3 = [params["a"], params["bb"]]

    # Reverse sweep
    total_bar = 1.0  # return total + sum(np.sum(value) for value in params.values())
    a_bar = np.zeros_like(items3[0])
    bb_bar = np.zeros_like(items3[1])
    for j in reversed(range(len(items3))):
        value2_bar = np.broadcast_to(1.0, np.shape(items3[j]))
        a_bar += value2_bar if j % 2 == 0 else np.zeros_like(items3[0])
        bb_bar += value2_bar if j % 2 == 1 else np.zeros_like(items3[1])
    items2_0_bar = np.zeros_like(items2[0])
    items2_1_bar = np.zeros_like(items2[1])
    for k in reversed(range(min(len(items), len(items2)))):
        name = items[k]
        value = items2[k]
        value_bar = 2 * value * (len(name) * total_bar)  # total = total + ...
        items2_0_bar += value_bar if k % 2 == 0 else np.zeros_like(items2[0])
        items2_1_bar += value_bar if k % 2 == 1 else np.zeros_like(items2[1])
    a_bar += items2_0_bar
    bb_bar += items2_1_bar
    x_bar = 0.0
    for name in reversed(names):
        total = total_stack.pop()
        item_bar = np.broadcast_to(total_bar, np.shape(params[name]))  # total = ...
        x_bar += total * total_bar
        a_bar += item_bar if name == "a" else np.zeros_like(params["a"])
        bb_bar += item_bar if name == "bb" else np.zeros_like(params["bb"])
        total_bar = x * total_bar
    pair_0_bar = 0.0
    pair_1_bar = 0.0
    for i in reversed(range(3)):
        item_bar2 = (i + 1) * total_bar  # total = total + pair[i % 2] * (i + 1)
        pair_0_bar += item_bar2 if i % 2 == 0 else 0.0
        pair_1_bar += item_bar2 if i % 2 == 1 else 0.0
    x_bar += pair_0_bar  # pair = x, y * y
    y_bar = 2 * y * pair_1_bar
    return {"a": a_bar, "bb": bb_bar}, float(x_bar), float(y_bar)
