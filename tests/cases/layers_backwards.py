"""Layers with a hand-written backward pass: each remembers what it was given last."""

import numpy as np


class Layer:
    def __init__(self, weight):
        self.weight = weight
        self.memory = None

    def forward(self, x):
        y = np.tanh(self.weight * x)
        self.memory = (x, y)
        return y

    def backward(self, y_bar):
        x, y = self.memory
        z_bar = y_bar * (1.0 - y * y)
        return z_bar * self.weight, np.sum(z_bar * x)


def layers_backwards(weights, x):
    layers = [Layer(w) for w in weights]
    y = x
    for layer in layers:
        y = layer.forward(y)
    y_bar = np.ones_like(y)
    penalty = 0.0
    for layer in reversed(layers):
        y_bar, weight_bar = layer.backward(y_bar)
        penalty += weight_bar**2
    return penalty + np.sum(y_bar)


WRT = ("weights", "x")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=4))]


# --- expected ---
import numpy as np

from tests.cases import layers_backwards  # isort: skip


def layers_backwards_grad(weights, x):
    """Gradient of `layers_backwards` with respect to weights and x."""
    saved_stack = []
    y_bar_stack = []
    layers = [layers_backwards.Layer(w) for w in weights]
    y = x
    for j in range(len(layers)):
        y, saved = forward_forward(layers[j], y)
        saved_stack.append(saved)
    y_bar = np.ones_like(y)
    for i in range(len(layers)):
        y_bar_stack.append(y_bar)
        y_bar, weight_bar = layers[-1 - i].backward(y_bar)

    # Reverse sweep
    y_bar_bar = np.broadcast_to(1.0, np.shape(y_bar))  # return penalty + np.sum(y_bar)
    layers_bar = [
        {
            "weight": 0.0,
            "memory": [
                0.0 if item.memory is None else np.zeros_like(item.memory[0]),
                0.0 if item.memory is None else np.zeros_like(item.memory[1]),
            ],
        }
        for item in layers
    ]
    for i in reversed(range(len(layers))):
        y_bar_old = y_bar_stack.pop()
        y_bar, weight_bar = layers[-1 - i].backward(y_bar_old)
        weight_bar_bar = 2 * weight_bar  # penalty += weight_bar**2
        # y_bar, weight_bar = layer.backward(y_bar)
        weight_bar2, self_memory_0_bar, self_memory_1_bar, y_bar_bar = backward_reverse(
            layers[-1 - i], y_bar_old, y_bar_bar, weight_bar_bar
        )
        layers_bar[-1 - i]["weight"] += weight_bar2
        layers_bar[-1 - i]["memory"][0] = (
            layers_bar[-1 - i]["memory"][0] + self_memory_0_bar
        )
        layers_bar[-1 - i]["memory"][1] = (
            layers_bar[-1 - i]["memory"][1] + self_memory_1_bar
        )
    y_bar2 = np.zeros_like(y)
    for j in reversed(range(len(layers))):
        saved = saved_stack.pop()
        # y = layer.forward(y)
        weight_bar3, y_bar2 = forward_reverse(
            saved, y_bar2, layers_bar[j]["memory"][0], layers_bar[j]["memory"][1]
        )
        layers_bar[j]["weight"] += weight_bar3
        layers_bar[j]["memory"][0] = (
            0.0 if layers[j].memory is None else np.zeros_like(layers[j].memory[0])
        )
        layers_bar[j]["memory"][1] = (
            0.0 if layers[j].memory is None else np.zeros_like(layers[j].memory[1])
        )
    x_bar = y_bar2  # y = x
    weights_bar = np.zeros_like(weights)
    for k in reversed(range(len(weights))):
        weights_bar[k] = layers_bar.pop()["weight"]  # layers = [...]
    return weights_bar, x_bar


def backward_reverse(self, y_bar, ans_0_bar, ans_1_bar):
    x, y = self.memory
    z_bar = y_bar * (1.0 - y * y)

    # Reverse sweep
    z_bar_bar = self.weight * ans_0_bar + x * ans_1_bar  # return z_bar * ...
    weight_bar = np.sum(z_bar * ans_0_bar)
    x_bar = z_bar * ans_1_bar
    y_bar_bar = (1.0 - y * y) * z_bar_bar  # z_bar = y_bar * (1.0 - y * y)
    y_bar2 = -2 * y * y_bar * z_bar_bar
    return weight_bar, x_bar, y_bar2, y_bar_bar


def forward_forward(self, x):
    y = np.tanh(self.weight * x)
    memory_old = self.memory
    self.memory = x, y
    return y, (self, x, y, memory_old)


def forward_reverse(saved, ans_bar, self_memory_0_bar, self_memory_1_bar):
    self, x, y, memory_old = saved
    self.memory = memory_old
    y_bar = ans_bar + self_memory_1_bar  # self.memory = x, y
    product_bar = (1 - y**2) * y_bar  # y = np.tanh(self.weight * x)
    weight_bar = x @ product_bar
    x_bar = self_memory_0_bar + self.weight * product_bar
    return weight_bar, x_bar
