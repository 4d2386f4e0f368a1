"""The arrays of a dict are replaced, item by item, in terms of what they were."""

import numpy as np


def dict_items_rebound(x, y, rate):
    params = {"w": x * rate, "b": y * 1.0}
    for key, value in params.items():
        params[key] = value - rate * value * x
    return np.sum(params["w"] * params["b"])


WRT = ("x", "y", "rate")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np


def dict_items_rebound_grad(x, y, rate):
    """Gradient of `dict_items_rebound` with respect to x, y and rate."""
    params_stack = []
    params = {"w": x * rate, "b": y * 1.0}
    keys = [*params]
    for k in range(len(keys)):
        key = keys[k]
        value = params[keys[k]]
        params_stack.append(params.get(key))
        params[key] = value - rate * value * x

    # Reverse sweep
    params_bar = {k: np.zeros_like(item) for k, item in params.items()}  # return ...
    params_bar["w"] = params_bar["w"] + unbroadcast(
        np.broadcast_to(params["b"], np.shape(params["w"] * params["b"])), params["w"]
    )
    params_bar["b"] = params_bar["b"] + unbroadcast(
        np.broadcast_to(params["w"], np.shape(params["w"] * params["b"])), params["b"]
    )
    rate_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(keys))):
        key = keys[k]
        params_item_bar = params_bar[key]  # params[key] = value - rate * value * x
        params_held = params_stack.pop()
        if params_held is None:
            params.pop(key)
        else:
            params[key] = params_held
        value = params[keys[k]]
        params_bar[key] = None if params_held is None else np.zeros_like(params[key])
        product_bar = unbroadcast(-x * params_item_bar, value)
        value_bar = unbroadcast(params_item_bar, value) + rate * product_bar
        rate_bar += value @ product_bar
        x_bar += unbroadcast(-rate * value * params_item_bar, x)
        params_bar[keys[k]] = params_bar[keys[k]] + value_bar
    product_bar2 = params_bar["w"]  # params = {"w": x * rate, "b": y * 1.0}
    x_bar += rate * product_bar2
    rate_bar += x @ product_bar2
    y_bar = params_bar["b"].copy()
    return x_bar, y_bar, float(rate_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
