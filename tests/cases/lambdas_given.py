"""Lambdas and partials that are given: what they hold is read where they are called."""

from functools import partial

import numpy as np

WRT = "x"


def power(exponent, v):
    return v**exponent


def given(stiffness):
    return lambda u: stiffness * u * np.tanh(u)


def lambdas_given(x, force, steps, last):
    for _ in range(steps):
        x = x - 0.1 * force(x)
    return np.sum(last(x))


def samples(rng):
    x = 1.0 + rng.random(3)
    yield x, given(1.5 + rng.random(3)), 3, partial(power, 3.0)
    yield x, given(0.5 + rng.random(3)), 0, partial(power, 2.0)


# --- expected ---
import numpy as np


def lambdas_given_grad(x, force, steps, last):
    """Gradient of `lambdas_given` with respect to x."""
    stiffness = force.__closure__[0].cell_contents
    x_stack = []
    for _ in range(steps):
        x_stack.append(x)
        x = x - 0.1 * (stiffness * x * np.tanh(x))

    # Reverse sweep
    # return np.sum(last(x))
    power_ans_bar = np.broadcast_to(1.0, np.shape(last.func(last.args[0], x)))
    x_bar = power_reverse(last.args[0], x, power_ans_bar)
    for _ in reversed(range(steps)):
        x = x_stack.pop()
        product_bar = -0.1 * x_bar  # x = x - 0.1 * force(x)
        tanh_x = np.tanh(x)
        product = stiffness * x
        x_bar = (
            unbroadcast(x_bar, x)
            + unbroadcast(stiffness * (tanh_x * product_bar), x)
            + (1 - tanh_x**2) * unbroadcast(product * product_bar, tanh_x)
        )
    return x_bar


def power_reverse(exponent, v, ans_bar):
    # return v**exponent
    v_bar = (
        exponent * v ** np.where((exponent != 0) | (v != 0), exponent - 1, 1) * ans_bar
    )
    return v_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
