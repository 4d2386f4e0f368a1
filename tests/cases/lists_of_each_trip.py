"""A list is made in each trip of a loop from the one that the trip before has made."""

import numpy as np


def lists_of_each_trip(weights, x):
    layer = [v for v in x]
    for weight in weights:
        new = []
        for row in weight:
            total = 0.0
            for w, v in zip(row, layer):
                total += w * v
            new.append(np.tanh(total))
        layer = new
    while len(layer) > 1:  # in pairs
        halved = []
        for k in range(0, len(layer) - 1, 2):
            halved.append(layer[k] * layer[k + 1])
        if len(layer) % 2 == 1:
            halved.append(layer[-1])
        layer = halved
    return layer[0]


WRT = ("weights", "x")


def samples(rng):
    return [
        (rng.normal(size=(2, 3, 3)), rng.normal(size=3)),
        (rng.normal(size=(3, 5, 5)), rng.normal(size=5)),
        (rng.normal(size=(0, 1, 1)), np.array([0.7])),
    ]


# --- expected ---
import numpy as np


def lists_of_each_trip_grad(weights, x):
    """Gradient of `lists_of_each_trip` with respect to weights and x."""
    saved_stack = []
    saved_stack2 = []
    layer = [v for v in x]
    for weight in weights:
        new = []
        saved_stack.append((layer, new))
        for row in weight:
            total = 0.0
            for w, v in zip(row, layer, strict=False):
                total += w * v
            new.append(np.tanh(total))
        layer = new
    while len(layer) > 1:  # in pairs
        halved = []
        saved_stack2.append((layer, halved))
        for k in range(0, len(layer) - 1, 2):
            halved.append(layer[k] * layer[k + 1])
        if len(layer) % 2 == 1:
            halved.append(layer[-1])
        layer = halved

    # Reverse sweep
    layer_bar = [0.0] * len(layer)  # return layer[0]
    layer_bar[0] = 1.0
    while saved_stack2:
        layer, halved = saved_stack2.pop()
        halved_bar = list(layer_bar)  # layer = halved
        if len(layer) % 2 == 1:
            layer_bar2 = halved_bar.pop()  # halved.append(layer[-1])
            halved.pop()
            layer_bar = [0.0] * len(layer)
            layer_bar[-1] += layer_bar2
        else:
            layer_bar = [0.0] * len(layer)
        for k in reversed(range(0, len(layer) - 1, 2)):
            product_bar = halved_bar.pop()  # halved.append(layer[k] * layer[k + 1])
            layer_bar[k] += layer[k + 1] * product_bar
            layer_bar[k + 1] += layer[k] * product_bar
    weights_bar = np.zeros_like(weights)
    for n in reversed(range(len(weights))):
        layer, new = saved_stack.pop()
        weight = weights[n]
        new_bar = list(layer_bar)  # layer = new
        layer_bar = [0.0] * len(layer)
        weight_bar = np.zeros_like(weight)
        for m in reversed(range(len(weight))):
            row = weight[m]
            total_bar = (1 - new.pop() ** 2) * new_bar.pop()  # new.append(...)
            row_bar = np.zeros_like(row)
            for i in reversed(range(min(len(row), len(layer)))):
                w = row[i]
                v = layer[i]
                row_bar[i] = v * total_bar  # total += w * v
                v_bar = w * total_bar
                layer_bar[i] += v_bar
            weight_bar[m] = row_bar
        weights_bar[n] = weight_bar
    x_bar = np.zeros_like(x)
    for j in reversed(range(len(x))):
        x_bar[j] = layer_bar.pop()  # layer = [v for v in x]
    return weights_bar, x_bar
