"""A dict argument with arrays that change in place: by its keys, and in a list."""

import numpy as np


def stepped(params, net, rate):
    grads = {k: np.sin(v) for k, v in params.items()}
    for k in params:
        params[k] -= rate * grads[k]
    for w in net["layers"]:
        w *= 1.0 - rate
    return np.sum(params["w"] * net["layers"][0] * net["layers"][1]) * net["scale"]


WRT = ("params", "net", "rate")


def samples(rng):
    params = {"w": rng.normal(size=3), "b": rng.normal(size=3)}
    net = {"layers": [rng.normal(size=3), rng.normal(size=3)], "scale": 0.7}
    return [(params, net, 0.1)]


# --- expected ---
import numpy as np


def stepped_grad(params, net, rate):
    """Gradient of `stepped` with respect to params, net and rate."""
    grads_stack = []
    params_stack = []
    net_stack = []
    params = params.copy()  # leaves the argument as it was
    params["w"] = params["w"].copy()
    params["b"] = params["b"].copy()
    net = net.copy()
    net["layers"] = [item.copy() for item in net["layers"]]
    grads = {}
    keys = [*params]
    for j in range(len(keys)):
        k2 = keys[j]
        grads_stack.append(grads.get(k2))
        grads[k2] = np.sin(params[keys[j]])
    items = [*params]
    for k in items:
        params_stack.append(params[k].copy())
        params[k] -= rate * grads[k]
    items2 = range(len(net["layers"]))
    for i in items2:
        net_stack.append(net["layers"][i].copy())
        net["layers"][i] *= 1.0 - rate
    sum_value = np.sum(params["w"] * net["layers"][0] * net["layers"][1])

    # Reverse sweep
    product_bar = net["scale"]  # return np.sum(...) * net["scale"]
    product_bar2 = unbroadcast(
        np.broadcast_to(
            net["layers"][1] * product_bar,
            np.shape(params["w"] * net["layers"][0] * net["layers"][1]),
        ),
        params["w"] * net["layers"][0],
    )
    params_bar = {k: np.zeros_like(item) for k, item in params.items()}
    params_bar["w"] = params_bar["w"] + unbroadcast(
        net["layers"][0] * product_bar2, params["w"]
    )
    layers_bar = [np.zeros_like(item) for item in net["layers"]]
    layers_bar[0] += unbroadcast(params["w"] * product_bar2, net["layers"][0])
    layers_bar[1] += unbroadcast(
        np.broadcast_to(
            params["w"] * net["layers"][0] * product_bar,
            np.shape(params["w"] * net["layers"][0] * net["layers"][1]),
        ),
        net["layers"][1],
    )
    scale_bar = sum_value
    rate_bar = 0.0
    for i in reversed(items2):
        net["layers"][i][...] = net_stack.pop()
        rate_bar -= np.sum(net["layers"][i] * layers_bar[i])  # w *= 1.0 - rate
        layers_bar[i] = layers_bar[i].copy()
        layers_bar[i][...] = (1.0 - rate) * layers_bar[i]
    grads_bar = {k: np.zeros_like(item) for k, item in grads.items()}
    for k in reversed(items):
        params[k][...] = params_stack.pop()
        product_bar3 = unbroadcast(-params_bar[k], rate * grads[k])  # params[k] -= ...
        rate_bar += np.sum(grads[k] * product_bar3)
        grads_bar[k] += rate * product_bar3
    for j in reversed(range(len(keys))):
        k2 = keys[j]
        grads_item_bar = grads_bar[k2]  # grads = {...}
        grads_held = grads_stack.pop()
        if grads_held is None:
            grads.pop(k2)
        else:
            grads[k2] = grads_held
        grads_bar[k2] = None if grads_held is None else np.zeros_like(grads[k2])
        params_bar[keys[j]] = (
            params_bar[keys[j]] + np.cos(params[keys[j]]) * grads_item_bar
        )
    w_bar = params_bar["w"].copy()
    b_bar = params_bar["b"].copy()
    return (
        {"w": w_bar, "b": b_bar},
        {"layers": layers_bar, "scale": float(scale_bar)},
        float(rate_bar),
    )


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
