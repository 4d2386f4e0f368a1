"""Methods: inherited, overridden, of the class, static, private, and properties."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Layer:
    weights: np.ndarray
    bias: float

    gain = 2.0

    @property
    def size(self):
        return np.sum(self.weights * self.weights)

    @staticmethod
    def soft(t):
        return np.tanh(t)

    @classmethod
    def gained(cls, t):
        return cls.gain * t

    def __scaled(self, t):
        return 0.5 * self.bias * t

    def activate(self, t):
        return self.soft(self.__scaled(t))

    def __call__(self, x, repeat=1):
        for _ in range(repeat):
            x = self.activate(x * self.weights + self.bias)
        return self.gained(np.sum(x))


class Residual(Layer):
    gain = 3.0

    def activate(self, t):
        return super().activate(t) + 0.1 * t

    @classmethod
    def gained(cls, t):
        return super().gained(t) + t


PLAIN = Layer(np.array([0.5, -1.0]), 0.1)


def applied(function, x):
    return function(x) * function(2.0 * x)


def class_methods(layer, x):
    held = layer.activate
    total = layer(x) + layer(x, repeat=2) * layer.size
    total += PLAIN(x) + Residual.gained(x[0]) + type(layer).soft(x[1])
    return (
        total + np.sum(held(x)) + applied(PLAIN, x) + np.sum(applied(layer.activate, x))
    )


WRT = ("layer", "x")


def samples(rng):
    return [
        (Residual(rng.normal(size=2), 0.3), rng.normal(size=2)),
        (Layer(rng.normal(size=2), 0.3), rng.normal(size=2)),
    ]


# --- expected ---
import numpy as np

from tests.cases import class_methods  # isort: skip


def class_methods_grad(layer, x):
    """Gradient of `class_methods` with respect to layer and x."""
    held = (layer,)
    _call_ans, saved3 = call_forward2(layer, x, 1)
    call_ans2, saved2 = call_forward2(layer, x, 2)
    size_ans = layer.size
    _call_ans3, saved = call_forward(class_methods.PLAIN, x, 1)
    soft_ans = type(layer).soft(x[1])
    activate_ans = held[0].activate(x)
    applied_ans2 = applied((layer,), x)

    # Reverse sweep
    activate_ans_bar = np.broadcast_to(1.0, np.shape(activate_ans))  # return ...
    applied_ans2_bar = np.broadcast_to(1.0, np.shape(applied_ans2))
    bias_bar, x_bar = applied_reverse((layer,), x, applied_ans2_bar)
    x_bar += applied_reverse2(class_methods.PLAIN, x, 1.0)
    bias_bar2, t_bar = activate_reverse(held[0], x, activate_ans_bar)
    x_bar += t_bar
    x_bar[1] += soft_reverse(soft_ans, 1.0)  # total += PLAIN(x) + ...
    x_bar[0] += gained_reverse2(class_methods.Residual, 1.0)
    x_bar += call_reverse(saved, 1.0)
    weights_bar = size_reverse(layer, call_ans2)  # total = layer(x) + layer(...) * ...
    weights_bar2, bias_bar3, x_bar2 = call_reverse2(layer, saved2, size_ans)
    weights_bar += weights_bar2
    bias_bar += bias_bar3
    x_bar += x_bar2
    weights_bar3, bias_bar4, x_bar3 = call_reverse2(layer, saved3, 1.0)
    weights_bar += weights_bar3
    bias_bar += bias_bar4
    x_bar += x_bar3
    bias_bar += bias_bar2  # held = layer.activate
    return class_methods.Residual(weights_bar, float(bias_bar)), x_bar


def soft_reverse(ans, ans_bar):
    t_bar = (1 - ans**2) * ans_bar  # return np.tanh(t)
    return t_bar


def scaled_reverse(self, t, ans_bar):
    bias_bar = 0.5 * np.sum(t * ans_bar)  # return 0.5 * self.bias * t
    t_bar = 0.5 * self.bias * ans_bar
    return bias_bar, t_bar


def activate_reverse2(self, t, ans_bar):
    # Reverse sweep
    # return self.soft(self._Layer__scaled(t))
    _Layer__scaled_ans_bar = soft_reverse(self.soft(self._Layer__scaled(t)), ans_bar)
    bias_bar, t_bar = scaled_reverse(self, t, _Layer__scaled_ans_bar)
    return bias_bar, t_bar


def activate_reverse(self, t, ans_bar):
    t_bar = 0.1 * ans_bar  # return super().activate(t) + 0.1 * t
    bias_bar, t_bar2 = activate_reverse2(self, t, ans_bar)
    t_bar += t_bar2
    return bias_bar, t_bar


def applied_reverse(function, x, ans_bar):
    activate_ans = function[0].activate(x)

    # Reverse sweep
    activate_ans_bar = function[0].activate(2.0 * x) * ans_bar  # return ...
    bias_bar, t_bar = activate_reverse(function[0], 2.0 * x, activate_ans * ans_bar)
    x_bar = 2.0 * t_bar
    bias_bar2, t_bar2 = activate_reverse(function[0], x, activate_ans_bar)
    bias_bar += bias_bar2
    x_bar += t_bar2
    return bias_bar, x_bar


def gained_reverse(cls, ans_bar):
    t_bar = cls.gain * ans_bar  # return cls.gain * t
    return t_bar


def scaled_reverse2(self, ans_bar):
    t_bar = 0.5 * self.bias * ans_bar  # return 0.5 * self.bias * t
    return t_bar


def activate_reverse3(self, t, ans_bar):
    # Reverse sweep
    # return self.soft(self._Layer__scaled(t))
    _Layer__scaled_ans_bar = soft_reverse(self.soft(self._Layer__scaled(t)), ans_bar)
    t_bar = scaled_reverse2(self, _Layer__scaled_ans_bar)
    return t_bar


def call_forward(self, x, repeat):
    x_stack = []
    for _ in range(repeat):
        x_stack.append(x)
        x = self.activate(x * self.weights + self.bias)
    type_self = type(self)
    ans = type_self.gained(np.sum(x))
    return ans, (self, x, repeat, x_stack, type_self)


def call_reverse(saved, ans_bar):
    self, x, repeat, x_stack, type_self = saved
    # return self.gained(np.sum(x))
    x_bar = np.broadcast_to(gained_reverse(type_self, ans_bar), np.shape(x))
    for _ in reversed(range(repeat)):
        x = x_stack.pop()
        t_bar = activate_reverse3(self, x * self.weights + self.bias, x_bar)  # x = ...
        x_bar = unbroadcast(self.weights * t_bar, x)
    return x_bar


def applied_reverse2(function, x, ans_bar):
    call_ans, saved2 = call_forward(function, x, 1)
    call_ans2, saved = call_forward(function, 2.0 * x, 1)

    # Reverse sweep
    x_bar = 2.0 * call_reverse(saved, call_ans * ans_bar)  # return function(x) * ...
    x_bar += call_reverse(saved2, call_ans2 * ans_bar)
    return x_bar


def gained_reverse2(cls, ans_bar):
    t_bar = ans_bar + gained_reverse(cls, ans_bar)  # return super().gained(t) + t
    return t_bar


def size_reverse(self, ans_bar):
    weights_bar = 2 * self.weights * ans_bar  # return np.sum(...)
    return weights_bar


def call_forward2(self, x, repeat):
    x_stack = []
    for _ in range(repeat):
        x_stack.append(x)
        x = self.activate(x * self.weights + self.bias)
    type_self = type(self)
    return type_self.gained(np.sum(x)), (x, repeat, x_stack, type_self)


def call_reverse2(self, saved, ans_bar):
    x, repeat, x_stack, type_self = saved
    # return self.gained(np.sum(x))
    x_bar = np.broadcast_to(gained_reverse2(type_self, ans_bar), np.shape(x))
    bias_bar = 0.0
    weights_bar = np.zeros_like(self.weights)
    for _ in reversed(range(repeat)):
        x = x_stack.pop()
        # x = self.activate(x * self.weights + self.bias)
        bias_bar2, t_bar = activate_reverse(self, x * self.weights + self.bias, x_bar)
        bias_bar += bias_bar2 + np.sum(t_bar)
        x_bar = self.weights * t_bar
        weights_bar += x * t_bar
    return weights_bar, bias_bar, x_bar


def applied(function, x):
    return function[0].activate(x) * function[0].activate(2.0 * x)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
