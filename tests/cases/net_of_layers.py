"""A network that holds a list of layers: its gradient is one of layers, in a list."""

import numpy as np


class Layer:
    def __init__(self, weights, bias, slope):
        self.weights = weights
        self.bias = bias
        self.units = len(bias)
        self.slope = slope

    def __call__(self, x):
        return np.tanh(self.slope * (self.weights @ x + self.bias))


class Net:
    def __init__(self, layers, name):
        self.layers = layers
        self.name = name

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer(x)
        return self.layers[-1](x)


def net_of_layers(net, inputs, targets):
    total = 0.0
    for x, target in zip(inputs, targets, strict=True):
        error = net.forward(x) - target
        total += error @ error
    return total / len(inputs) + sum(np.sum(k.weights**2) for k in net.layers)


WRT = "net"


def samples(rng):
    sizes = [(2, 3), (3, 3), (3, 2)]
    layers = [Layer(rng.normal(size=(m, n)), rng.normal(size=m), 0.5) for n, m in sizes]
    return [(Net(layers, "small"), rng.normal(size=(4, 2)), rng.normal(size=(4, 2)))]


# --- expected ---
import numpy as np

from tests.cases import net_of_layers  # isort: skip


def net_of_layers_grad(net, inputs, targets):
    """Gradient of `net_of_layers` with respect to net."""
    k_stack = []
    items = [*zip(inputs, targets, strict=True)]
    for k in net.layers:
        k_stack.append(k)

    # Reverse sweep
    total_bar = 1.0 / len(inputs)  # return total / len(inputs) + sum(...)
    layers_bar = [
        {
            "weights": np.zeros_like(item.weights),
            "bias": np.zeros_like(item.bias),
            "units": 0.0,
            "slope": 0.0,
        }
        for item in net.layers
    ]
    for j in reversed(range(len(net.layers))):
        k = k_stack.pop()
        layers_bar[j]["weights"] = layers_bar[j]["weights"] + 2 * k.weights
    for x, target in reversed(items):
        forward_ans, saved = forward_forward(net, x)
        error = forward_ans - target
        error_bar = 2 * total_bar * error  # total += error @ error
        # error = net.forward(x) - target
        layers_bar2 = forward_reverse(net, saved, unbroadcast(error_bar, forward_ans))
        layers_bar = [
            {
                "weights": a["weights"] + b["weights"],
                "bias": a["bias"] + b["bias"],
                "units": a["units"] + b["units"],
                "slope": a["slope"] + b["slope"],
            }
            for a, b in zip(layers_bar, layers_bar2, strict=True)
        ]
    net_bar = object.__new__(net_of_layers.Net)
    net_bar.layers = [
        instance(
            net_of_layers.Layer,
            weights=item["weights"],
            bias=item["bias"],
            units=None,
            slope=item["slope"],
        )
        for item in layers_bar
    ]
    net_bar.name = None
    return net_bar


def call_forward(self, x):
    product = self.weights @ x
    total = product + self.bias
    ans = np.tanh(self.slope * total)
    return ans, (self, x, product, total, ans)


def call_reverse(saved, ans_bar):
    self, x, product, total, ans = saved
    product_bar = (1 - ans**2) * ans_bar  # return np.tanh(...)
    sum_bar = self.slope * product_bar
    product_bar2 = unbroadcast(sum_bar, product)
    slope_bar = np.sum(total * product_bar)
    weights_bar = np.outer(product_bar2, x)
    x_bar = self.weights.T @ product_bar2
    bias_bar = unbroadcast(sum_bar, self.bias)
    return weights_bar, bias_bar, slope_bar, x_bar


def forward_forward(self, x):
    saved2_stack = []
    for k in range(len(self.layers) - 1):
        layer = self.layers[k]
        x, saved2 = call_forward(layer, x)
        saved2_stack.append(saved2)
    call_ans, saved = call_forward(self.layers[-1], x)
    return call_ans, (saved2_stack, saved)


def forward_reverse(self, saved2, ans_bar):
    saved2_stack, saved = saved2
    weights_bar, bias_bar, slope_bar, x_bar = call_reverse(saved, ans_bar)  # return ...
    layers_bar = [
        {
            "weights": np.zeros_like(item.weights),
            "bias": np.zeros_like(item.bias),
            "units": 0.0,
            "slope": 0.0,
        }
        for item in self.layers
    ]
    layers_bar[-1]["weights"] += weights_bar
    layers_bar[-1]["bias"] += bias_bar
    layers_bar[-1]["slope"] += slope_bar
    for k in reversed(range(len(self.layers) - 1)):
        saved2 = saved2_stack.pop()
        # x = layer(x)
        weights_bar2, bias_bar2, slope_bar2, x_bar = call_reverse(saved2, x_bar)
        layers_bar[k]["weights"] += weights_bar2
        layers_bar[k]["bias"] += bias_bar2
        layers_bar[k]["slope"] += slope_bar2
    return layers_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


def instance(cls, **attributes):
    """An object of a class with these attributes, made without its `__init__`."""
    made = cls.__new__(cls)
    for name, value in attributes.items():
        object.__setattr__(made, name, value)
    return made
