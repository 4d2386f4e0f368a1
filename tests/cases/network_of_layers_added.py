"""A network made layer by layer, whose layers go back by what they have kept."""

import numpy as np


class Dense:
    def __init__(self, w, b):
        self.w = w
        self.b = b
        self.given = None

    def forward(self, x):
        self.given = x
        return x @ self.w + self.b

    def backward(self, seed, rate):
        before = seed @ self.w.T
        self.w -= rate * self.given.T @ seed
        self.b -= rate * np.sum(seed, axis=0)
        return before


class Tanh:
    def __init__(self):
        self.output = None

    def forward(self, x):
        self.output = np.tanh(x)
        return self.output

    def backward(self, seed, rate):
        return seed * (1.0 - self.output**2)


class Network:
    def __init__(self):
        self.layers = []

    def add(self, layer):
        self.layers.append(layer)

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train(self, x, y, rate):
        seed = 2.0 * (self.predict(x) - y) / y.size
        for layer in reversed(self.layers):
            seed = layer.backward(seed, rate)


def network_of_layers_added(w, b, x, y, steps):
    network = Network()
    network.add(Dense(w, b))
    network.add(Tanh())
    for _ in range(steps):
        network.train(x, y, 0.1)
    return np.mean((network.predict(x) - y) ** 2)


WRT = ("w", "b", "x")


def samples(rng):
    sizes = ((3, 2), (2,), (4, 3), (4, 2))
    return [(*(rng.normal(size=size) for size in sizes), steps) for steps in (3, 0)]


# --- expected ---
import numpy as np


def network_of_layers_added_grad(w, b, x, y, steps):
    """Gradient of `network_of_layers_added` with respect to w, b and x."""
    seed_stack = []
    saved_stack = []
    w = w.copy()
    b = b.copy()
    for _ in range(steps):
        output = np.tanh(x @ w + b)
        seed = 2.0 * (output - y) / y.size
        seed_stack.append(seed)
        seed = seed * (1.0 - output**2)
        saved_stack.append((w.copy(), output, seed))
        w -= 0.1 * x.T @ seed
        b -= 0.1 * np.sum(seed, axis=0)
    output2 = np.tanh(x @ w + b)

    # Reverse sweep
    x3_bar = 2 * (1 - output2**2) * (output2 - y) / np.size(output2)  # return ...
    x_bar = x3_bar @ w.T  # x = layer.forward(x)
    w_bar = x.T @ x3_bar
    b_bar = np.sum(x3_bar, axis=0)
    for _ in reversed(range(steps)):
        w, output, seed = saved_stack.pop()
        seed_bar = np.broadcast_to(-0.1 * b_bar, np.shape(seed))  # self.b -= rate * ...
        x_bar -= (0.1 * (w_bar @ seed.T)).T  # self.w -= rate * self.given.T @ seed
        seed_bar = seed_bar - 0.1 * (x @ w_bar)
        seed = seed_stack.pop()
        output_bar = -2 * output * seed * seed_bar  # seed = layer.backward(seed, rate)
        seed_bar = (1.0 - output**2) * seed_bar
        output_bar += 2.0 * seed_bar / y.size  # seed = 2.0 * (...) / y.size
        x2_bar = (1 - output**2) * output_bar  # self.output = np.tanh(x)
        x_bar += x2_bar @ w.T  # x = layer.forward(x)
        w_bar += x.T @ x2_bar
        b_bar += np.sum(x2_bar, axis=0)
    return w_bar, b_bar, x_bar
