"""An item of a copied dict is replaced by a copy that changes; the old one is read."""

import numpy as np


def dict_item_replaced(x, params):
    held = {"net": params.copy(), "rate": 0.5}
    first = held["net"]["w"]
    held["net"]["w"] = held["net"]["w"].copy()
    held["net"]["w"][0] *= x[1]
    if x[0] > 0.0:
        held["net"]["w"] = held["net"]["w"] * x
    return np.sum(first * held["net"]["w"]) * held["rate"] + np.sum(params["w"])


WRT = ("x", "params")


def samples(rng):
    params = {"w": rng.normal(size=3)}
    return [(np.array([0.4, -1.2, 0.9]), params), (np.array([-0.4, 1.2, 0.9]), params)]


# --- expected ---
import numpy as np


def dict_item_replaced_grad(x, params):
    """Gradient of `dict_item_replaced` with respect to x and params."""
    held = {"net": params.copy(), "rate": 0.5}
    first = held["net"]["w"]
    held["net"]["w"] = held["net"]["w"].copy()
    held_old = held["net"]["w"][0]
    held["net"]["w"][0] *= x[1]
    if x[0] > 0.0:
        w_old = held["net"]["w"]
        held["net"]["w"] = held["net"]["w"] * x

    # Reverse sweep
    first_bar = held["net"]["w"] * held["rate"]  # return np.sum(...) * held[...] + ...
    w_bar = first * held["rate"]
    if x[0] > 0.0:
        held["net"]["w"] = w_old
        x_bar = held["net"]["w"] * w_bar  # held["net"]["w"] = held["net"]["w"] * x
        w_bar = x * w_bar
    else:
        x_bar = np.zeros_like(x)
    held["net"]["w"][0] = held_old
    x_bar[1] += held["net"]["w"][0] * w_bar[0]  # held["net"]["w"][0] *= x[1]
    w_bar[0] = x[1] * w_bar[0]
    w_bar += first_bar  # first = held["net"]["w"]
    w_bar2 = 1.0 + w_bar  # held = {"net": params.copy(), "rate": 0.5}
    return x_bar, {"w": w_bar2}
