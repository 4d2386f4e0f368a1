"""Arrays in tuples in lists, changed in place: `for w, b in layers: w -= ...`."""

import numpy as np


def layers_in_pairs(layers, x, rate):
    grads = [(x, x * x), (x + 1.0, x)]
    moments = []
    for k in range(2):
        moments.append((x * (rate + k), x * 0.5))
    for (w, b), (gw, gb) in zip(layers, grads):
        w -= rate * gw
        b -= rate * gb
    for m, n in moments:
        m *= 0.9
        n += m
    t = 0.0
    for (w, b), (m, n) in zip(layers, moments):
        t += np.sum(np.tanh(w * m + b) * n)
    return t


WRT = ("layers", "x", "rate")


def samples(rng):
    layers = [(rng.normal(size=3), rng.normal(size=3)) for _ in range(2)]
    return [(layers, rng.normal(size=3), 0.3)]


# --- expected ---
import numpy as np


def layers_in_pairs_grad(layers, x, rate):
    """Gradient of `layers_in_pairs` with respect to layers, x and rate."""
    layers = [(item[0].copy(), item[1].copy()) for item in layers]
    grads = [(x, x * x), (x + 1.0, x)]
    moments = []
    for k in range(2):
        moments.append((x * (rate + k), x * 0.5))
    items = [grads[0][0], grads[1][0]]
    items2 = [grads[0][1], grads[1][1]]
    for j in range(min(len(layers), len(items), len(items2))):
        gw = items[j]
        gb = items2[j]
        layers[j][0][...] -= rate * gw
        layers[j][1][...] -= rate * gb
    for i in range(len(moments)):
        moments[i][0][...] *= 0.9
        moments[i][1][...] += moments[i][0]

    # Reverse sweep
    layers_bar = [[np.zeros_like(item[0]), np.zeros_like(item[1])] for item in layers]
    moments_bar = [[np.zeros_like(item[0]), np.zeros_like(item[1])] for item in moments]
    for index in reversed(range(min(len(layers), len(moments)))):
        tanh = np.tanh(layers[index][0] * moments[index][0] + layers[index][1])
        product = tanh * moments[index][1]
        # t += np.sum(np.tanh(w * m + b) * n)
        sum_bar = (1 - tanh**2) * unbroadcast(
            np.broadcast_to(moments[index][1], np.shape(product)), tanh
        )
        product_bar = unbroadcast(sum_bar, layers[index][0] * moments[index][0])
        layers_bar[index][0] += unbroadcast(
            moments[index][0] * product_bar, layers[index][0]
        )
        moments_bar[index][0] += unbroadcast(
            layers[index][0] * product_bar, moments[index][0]
        )
        layers_bar[index][1] += unbroadcast(sum_bar, layers[index][1])
        moments_bar[index][1] += unbroadcast(
            np.broadcast_to(tanh, np.shape(product)), moments[index][1]
        )
    for i in reversed(range(len(moments))):
        moments_bar[i][0] = moments_bar[i][0] + moments_bar[i][1]  # n += m
        moments_bar[i][0] = moments_bar[i][0].copy()  # m *= 0.9
        moments_bar[i][0][...] = 0.9 * moments_bar[i][0]
    grads_0_0_bar = np.zeros_like(items[0])
    grads_1_0_bar = np.zeros_like(items[1])
    grads_0_1_bar = np.zeros_like(items2[0])
    grads_1_1_bar = np.zeros_like(items2[1])
    rate_bar = 0.0
    for j in reversed(range(min(len(layers), len(items), len(items2)))):
        gw = items[j]
        gb = items2[j]
        product_bar2 = unbroadcast(-layers_bar[j][1], gb)  # b -= rate * gb
        rate_bar += gb @ product_bar2
        gb_bar = rate * product_bar2
        product_bar3 = unbroadcast(-layers_bar[j][0], gw)  # w -= rate * gw
        rate_bar += gw @ product_bar3
        gw_bar = rate * product_bar3
        grads_0_1_bar += gb_bar if j % 2 == 0 else np.zeros_like(items2[0])
        grads_1_1_bar += gb_bar if j % 2 == 1 else np.zeros_like(items2[1])
        grads_0_0_bar += gw_bar if j % 2 == 0 else np.zeros_like(items[0])
        grads_1_0_bar += gw_bar if j % 2 == 1 else np.zeros_like(items[1])
    x_bar = np.zeros_like(x)
    for k in reversed(range(2)):
        value_bar = moments_bar.pop()  # moments.append((x * (rate + k), x * 0.5))
        product_bar4 = value_bar[0]
        x_bar += (rate + k) * product_bar4 + 0.5 * value_bar[1]
        rate_bar += x @ product_bar4
    # grads = [(x, x * x), (x + 1.0, x)]
    x_bar += grads_0_0_bar + 2 * x * grads_0_1_bar + grads_1_0_bar + grads_1_1_bar
    return [(item[0], item[1]) for item in layers_bar], x_bar, float(rate_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
