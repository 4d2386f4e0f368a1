"""Functions that are arguments, defaults and attributes of what is derived."""

import numpy as np

WRT = ("x", "rate")


class Layer:
    def __init__(self, activation):
        self.activation = activation


def swished(v):
    return v * np.exp(0.1 * v)


def functions_given(x, rate, layer, slope, activation=np.tanh, last=None):
    for _ in range(2):
        x = x - rate * slope(x)
    hidden = activation(x) + layer.activation(x)
    if last is not None:
        hidden = last(hidden)
    return np.sum(hidden)


def samples(rng):
    x = rng.normal(size=3)
    return [(x, 0.3, Layer(swished), np.sin), (x, 0.3, Layer(swished), np.sin)]


# --- expected ---
import numpy as np


def functions_given_grad(x, rate, layer, slope, activation=None, last=None):
    """Gradient of `functions_given` with respect to x and rate."""
    x_stack = []
    for _ in range(2):
        x_stack.append(x)
        x = x - rate * slope(x)
    activation_ans = layer.activation(x)
    activation_x = activation(x)
    hidden = activation_x + activation_ans

    # Reverse sweep
    hidden_bar = np.broadcast_to(1.0, np.shape(hidden))  # return np.sum(hidden)
    x_bar = (1 - activation_x**2) * hidden_bar  # hidden = activation(x) + ...
    x_bar += swished_reverse(x, hidden_bar)
    rate_bar = 0.0
    for _ in reversed(range(2)):
        x = x_stack.pop()
        rate_bar -= slope(x) @ x_bar  # x = x - rate * slope(x)
        x_bar = (1 - np.cos(x) * rate) * x_bar
    return x_bar, float(rate_bar)


def swished_reverse(v, ans_bar):
    # Reverse sweep
    v_bar = np.exp(0.1 * v) * (1 + 0.1 * v) * ans_bar  # return v * np.exp(0.1 * v)
    return v_bar
