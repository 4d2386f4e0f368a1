"""A network with a layer for each item of an argument, of classes that take turns."""

import numpy as np

WRT = ("parameters", "x")


class Dense:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def __call__(self, x):
        return self.weights @ x + self.bias


class Relu:
    def __call__(self, x):
        return np.maximum(x, 0.0)


class Network:
    def __init__(self):
        self.layers = []

    def add(self, layer):
        self.layers.append(layer)
        return self

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def layers_of_a_list(parameters, x):
    network = Network()
    for k, (weights, bias) in enumerate(parameters):
        network.add(Dense(weights, bias))
        if k < len(parameters) - 1:
            network.add(Relu())
    return np.sum(network(x) ** 2)


def samples(rng):
    def parameters(*sizes):
        pairs = zip(sizes, sizes[1:], strict=False)
        return [(rng.normal(size=(o, i)), rng.normal(size=o)) for i, o in pairs]

    return [
        (parameters(3, 4, 2), rng.normal(size=3)),
        (parameters(3, 4, 4, 1), rng.normal(size=3)),
    ]


# --- expected ---
import numpy as np


def layers_of_a_list_grad(parameters, x):
    """Gradient of `layers_of_a_list` with respect to parameters and x."""
    x2 = parameters[0][0] @ x + parameters[0][1]
    x2_old = x2
    x2 = np.maximum(x2, 0.0)
    x2_old2 = x2
    x2 = parameters[1][0] @ x2 + parameters[1][1]

    # Reverse sweep
    parameters_0_1_bar = 2 * x2  # return np.sum(network(x) ** 2)
    x2 = x2_old2
    parameters_1_0_bar = np.outer(parameters_0_1_bar, x2)  # x = layer(x)
    parameters_1_1_bar = parameters_0_1_bar.copy()
    parameters_0_1_bar = parameters[1][0].T @ parameters_0_1_bar
    x2 = x2_old
    parameters_0_1_bar = (x2 > 0.0) * parameters_0_1_bar
    parameters_0_0_bar = np.outer(parameters_0_1_bar, x)
    x_bar = parameters[0][0].T @ parameters_0_1_bar
    return [
        (parameters_0_0_bar, parameters_0_1_bar),
        (parameters_1_0_bar, parameters_1_1_bar),
    ], x_bar
