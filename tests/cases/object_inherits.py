"""`__init__` that calls the one above it and a method that a subclass extends."""

import numpy as np


class Layer:
    gain = 1.0

    def __init__(self, width):
        super().__init__()
        self.width = width
        self.prepare()

    def prepare(self):
        self.scale = self.gain / self.width

    def __call__(self, x):
        return self.scale * self.forward(x)


class Dense(Layer):
    gain = 2.0

    def __init__(self, weights, bias):
        super().__init__(len(bias))
        self.weights, self.bias = weights, bias * self.scale

    def prepare(self):
        super().prepare()
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        return np.tanh(self.weights @ x + self.bias)


def object_inherits(weights, bias, x):
    dense = Dense(weights, bias)
    return np.sum(dense(dense(x))) / dense.calls


WRT = ("weights", "bias")


def samples(rng):
    return [(rng.normal(size=(2, 2)), rng.normal(size=2), rng.normal(size=2))]


# --- expected ---
import numpy as np

from tests.cases import object_inherits  # isort: skip


def object_inherits_grad(weights, bias, x):
    """Gradient of `object_inherits` with respect to weights and bias."""
    dense, saved3 = Dense_forward(weights, bias)
    argument, saved2 = call_forward(dense, x)
    call_ans, saved = call_forward(dense, argument)

    # Reverse sweep
    call_ans_bar = np.broadcast_to(1.0 / dense.calls, np.shape(call_ans))  # return ...
    weights_bar3, bias_bar3, argument_bar = call_reverse(
        dense, argument, saved, call_ans_bar
    )
    weights_bar2, bias_bar2 = call_reverse2(dense, x, saved2, argument_bar)
    weights_bar3 += weights_bar2
    bias_bar3 += bias_bar2
    # dense = Dense(weights, bias)
    weights_bar, bias_bar = Dense_reverse(saved3, weights_bar3, bias_bar3)
    weights_bar = weights_bar.copy()
    return weights_bar, bias_bar


def forward_forward(self, x):
    calls_old = self.calls
    self.calls += 1
    ans = np.tanh(self.weights @ x + self.bias)
    return ans, (calls_old, ans)


def forward_reverse(self, x, saved, ans_bar):
    calls_old, ans = saved
    bias_bar = (1 - ans**2) * ans_bar  # return np.tanh(self.weights @ x + self.bias)
    weights_bar = np.outer(bias_bar, x)
    x_bar = self.weights.T @ bias_bar
    self.calls = calls_old
    return weights_bar, bias_bar, x_bar


def call_forward(self, x):
    earlier = self.scale
    forward_ans, saved = forward_forward(self, x)
    return earlier * forward_ans, (earlier, saved)


def call_reverse(self, x, saved2, ans_bar):
    earlier, saved = saved2
    # return self.scale * self.forward(x)
    weights_bar, bias_bar, x_bar = forward_reverse(self, x, saved, earlier * ans_bar)
    return weights_bar, bias_bar, x_bar


def forward_reverse2(self, x, saved, ans_bar):
    calls_old, ans = saved
    bias_bar = (1 - ans**2) * ans_bar  # return np.tanh(self.weights @ x + self.bias)
    weights_bar = np.outer(bias_bar, x)
    self.calls = calls_old
    return weights_bar, bias_bar


def call_reverse2(self, x, saved2, ans_bar):
    earlier, saved = saved2
    # return self.scale * self.forward(x)
    weights_bar, bias_bar = forward_reverse2(self, x, saved, earlier * ans_bar)
    return weights_bar, bias_bar


def Dense_forward(weights, bias):
    self = object.__new__(object_inherits.Dense)
    object_inherits.Layer.__init__(self, len(bias))
    value_new = bias * self.scale
    self.weights = weights
    self.bias = value_new
    return self, self


def Dense_reverse(self, ans_weights_bar, ans_bias_bar):
    weights_bar = ans_weights_bar  # self.weights, self.bias = weights, bias * ...
    bias_bar = self.scale * ans_bias_bar
    return weights_bar, bias_bar
