"""A list of layers, looped over and indexed."""

import numpy as np


def list_argument(layers, x):
    for W, b in layers:
        x = np.tanh(W @ x + b)
    return np.sum(x) + np.sum(layers[0][1])


WRT = ("layers", "x")


def samples(rng):
    def layer(n, m):
        return (rng.normal(size=(n, m)), rng.normal(size=n))

    return [([layer(3, 2), layer(2, 3)], rng.normal(size=2))]


# --- expected ---
import numpy as np


def list_argument_grad(layers, x):
    """Gradient of `list_argument` with respect to layers and x."""
    x_stack = []
    for k in range(len(layers)):
        x_stack.append(x)
        W, b = layers[k]
        x = np.tanh(W @ x + b)

    # Reverse sweep
    x_bar = np.broadcast_to(1.0, np.shape(x))  # return np.sum(x) + np.sum(layers[0][1])
    layers_bar = [[np.zeros_like(item[0]), np.zeros_like(item[1])] for item in layers]
    layers_bar[0][1] += 1.0
    for k in reversed(range(len(layers))):
        x_old = x_stack.pop()
        W, b = layers[k]
        product = W @ x_old
        x = np.tanh(product + b)
        sum_bar = (1 - x**2) * x_bar  # x = np.tanh(W @ x + b)
        product_bar = unbroadcast(sum_bar, product)
        layers_bar[k][0] += np.outer(product_bar, x_old)
        layers_bar[k][1] += unbroadcast(sum_bar, b)
        x_bar = W.T @ product_bar
    x_bar = x_bar.copy()
    return [(item[0], item[1]) for item in layers_bar], x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
