"""A sum of objects that begins with 0, and a reduction of functions to one."""

import functools

import numpy as np


class Jet:
    def __init__(self, value, slope):
        self.value = value
        self.slope = slope

    def __add__(self, other):
        if not isinstance(other, Jet):
            return Jet(self.value + other, self.slope)
        return Jet(self.value + other.value, self.slope + other.slope)

    __radd__ = __add__

    def __mul__(self, other):
        return Jet(
            self.value * other.value,
            self.slope * other.value + self.value * other.slope,
        )


def objects_summed(weights, t):
    jet = Jet(t, 1.0)
    total = sum(Jet(w, 0.0) * jet * jet for w in weights)
    outer = functools.reduce(lambda f, g: lambda v: f(g(v)), (np.sin, np.exp, np.tanh))
    return total.slope * outer(total.value)


WRT = ("weights", "t")


def samples(rng):
    return [((0.3, 0.7), 0.4)]


# --- expected ---
import numpy as np


def objects_summed_grad(weights, t):
    """Gradient of `objects_summed` with respect to weights and t."""
    value = weights[0] * t
    slope = 0.0 * t + weights[0] * 1.0
    value3 = weights[1] * t
    slope3 = 0.0 * t + weights[1] * 1.0
    slope5 = slope * t + value + (slope3 * t + value3)
    v2 = np.tanh(value * t + 0 + value3 * t)

    # Reverse sweep
    slope5_bar = np.sin(np.exp(v2))  # return total.slope * outer(total.value)
    exp_v2 = np.exp(v2)
    value6_bar = (1 - v2**2) * exp_v2 * np.cos(exp_v2) * slope5  # lambda v: f(g(v))
    weights_1_bar = t * slope5_bar  # return Jet(...)
    t_bar = slope3 * slope5_bar
    value3_bar = slope5_bar + t * value6_bar
    t_bar += value3 * value6_bar
    t_bar += 0.0 * weights_1_bar
    weights_1_bar += t * value3_bar
    t_bar += weights[1] * value3_bar
    weights_0_bar = t * slope5_bar
    t_bar += slope * slope5_bar
    value_bar = slope5_bar + t * value6_bar
    t_bar += value * value6_bar
    t_bar += 0.0 * weights_0_bar
    weights_0_bar += t * value_bar
    t_bar += weights[0] * value_bar
    return (float(weights_0_bar), float(weights_1_bar)), float(t_bar)
