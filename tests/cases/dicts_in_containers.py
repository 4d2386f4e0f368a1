"""Loops over a dict that stands in a dict, and over what a helper returns."""

import numpy as np


def halves(w):
    return w[:1], w[1:]


def dicts_in_containers(params, x):
    total = 0.0
    for name, w in params["first"].items():
        total = total + np.sum(w * x) * len(name)
    for w in params["first"].values():
        total = total * w[0]
    for part in halves(x * total):
        total = total + np.sum(part**2)
    return total


WRT = ("params", "x")


def samples(rng):
    return [
        ({"first": {"a": rng.uniform(size=3), "bc": rng.uniform(size=3)}}, np.ones(3))
    ]


# --- expected ---
import numpy as np

from tests.cases import dicts_in_containers  # isort: skip


def dicts_in_containers_grad(params, x):
    """Gradient of `dicts_in_containers` with respect to params and x."""
    total_stack = []
    total = 0.0
    table = params["first"]
    items2 = ["a", "bc"]
    items3 = [table["a"], table["bc"]]
    for k in range(min(len(items2), len(items3))):
        name = items2[k]
        w = items3[k]
        total = total + np.sum(w * x) * len(name)
    table2 = params["first"]
    items4 = [table2["a"], table2["bc"]]
    for w in items4:
        total_stack.append(total)
        total = total * w[0]
    items = dicts_in_containers.halves(x * total)
    items5 = [items[0], items[1]]

    # Reverse sweep
    total_bar = 1.0  # return total
    items5_0_bar = np.zeros_like(items5[0])
    items5_1_bar = np.zeros_like(items5[1])
    for i in reversed(range(len(items5))):
        part = items5[i]
        part_bar = 2 * part * total_bar  # total = total + np.sum(part**2)
        items5_0_bar += part_bar if i % 2 == 0 else np.zeros_like(items5[0])
        items5_1_bar += part_bar if i % 2 == 1 else np.zeros_like(items5[1])
    # for part in halves(x * total)
    w_bar2 = halves_reverse(x * total, items5_0_bar, items5_1_bar)
    x_bar = total * w_bar2
    total_bar += np.sum(x * w_bar2)
    a_bar = np.zeros_like(items4[0])
    bc_bar = np.zeros_like(items4[1])
    for j in reversed(range(len(items4))):
        w = items4[j]
        total = total_stack.pop()
        w_bar = np.zeros_like(w)  # total = total * w[0]
        w_bar[0] = total * total_bar
        total_bar = w[0] * total_bar
        a_bar += w_bar if j % 2 == 0 else np.zeros_like(items4[0])
        bc_bar += w_bar if j % 2 == 1 else np.zeros_like(items4[1])
    items3_0_bar = np.zeros_like(items3[0])  # for w in params["first"].values()
    items3_1_bar = np.zeros_like(items3[1])
    for k in reversed(range(min(len(items2), len(items3)))):
        name = items2[k]
        w = items3[k]
        product_bar = len(name) * total_bar  # total = total + np.sum(w * x) * len(name)
        w_bar = unbroadcast(np.broadcast_to(x * product_bar, np.shape(w * x)), w)
        x_bar += unbroadcast(np.broadcast_to(w * product_bar, np.shape(w * x)), x)
        items3_0_bar += w_bar if k % 2 == 0 else np.zeros_like(items3[0])
        items3_1_bar += w_bar if k % 2 == 1 else np.zeros_like(items3[1])
    a_bar += items3_0_bar  # for name, w in params["first"].items()
    bc_bar += items3_1_bar
    return {"first": {"a": a_bar, "bc": bc_bar}}, x_bar


def halves_reverse(w, ans_0_bar, ans_1_bar):
    w_bar = np.zeros_like(w)  # return w[:1], w[1:]
    w_bar[:1] = ans_0_bar
    w_bar[1:] = ans_1_bar
    return w_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
