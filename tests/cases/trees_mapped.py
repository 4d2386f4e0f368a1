"""A function of all leaves of trees of parameters, which asks what each node is."""

import numpy as np


def mapped(function, *trees):
    first = trees[0]
    if isinstance(first, dict):
        return {key: mapped(function, *[tree[key] for tree in trees]) for key in first}
    if isinstance(first, list | tuple):
        return [mapped(function, *parts) for parts in zip(*trees)]
    return function(*trees)


def trees_mapped(w, g, rate):
    w = mapped(lambda a, b: a - rate * b, w, g)
    return w["scale"] * np.sum(w["layers"][0] @ w["layers"][1])


WRT = ("w", "rate")


def samples(rng):
    w, g = [
        {"layers": [rng.normal(size=(3, 2)), rng.normal(size=2)], "scale": rng.normal()}
        for _ in range(2)
    ]
    return [(w, g, 0.1)]


# --- expected ---
import numpy as np


def trees_mapped_grad(w, g, rate):
    """Gradient of `trees_mapped` with respect to w and rate."""
    item = w["layers"][0] - rate * g["layers"][0]
    item2 = w["layers"][1] - rate * g["layers"][1]
    item3 = w["scale"] - rate * g["scale"]
    product = item @ item2

    # Reverse sweep
    product_bar = np.broadcast_to(item3, np.shape(product))  # return w[...] * ...
    scale_bar = np.sum(product)
    w_layers_0_bar = np.outer(product_bar, item2)
    w_layers_1_bar = item.T @ product_bar
    rate_bar = -g["scale"] * scale_bar  # return {...}
    rate_bar -= np.sum(g["layers"][1] * w_layers_1_bar)  # return [...]
    rate_bar -= np.sum(g["layers"][0] * w_layers_0_bar)
    return {
        "layers": [w_layers_0_bar, w_layers_1_bar],
        "scale": float(scale_bar),
    }, float(rate_bar)
