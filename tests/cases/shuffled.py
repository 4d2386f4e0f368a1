"""Random numbers, and orders that are shuffled in place between uses."""

import random

import numpy as np

WRT = ("w", "x")


def shuffled(w, x, y):
    rng = np.random.default_rng(3)
    order = np.arange(len(y))
    total = 0.0
    for _ in range(2):
        rng.shuffle(order)
        for i in order:
            r = np.sum(x[i] * w) - y[i]
            w = w - 0.1 * r * x[i]
        total += np.sum(w * x[order[0]]) * total + r**2
    noise = w[:, None] + 0.1 * rng.standard_normal((3, 2))
    noise[0] = noise[1] * noise[2]
    rows = [0, 1, 2]
    random.Random(3).shuffle(rows)
    first = w[rows[0]]
    random.Random(4).shuffle(rows)
    return total + np.sum(noise[:, 0] * noise[:, 1]) + first * w[rows[0]]


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=(4, 3)), rng.normal(size=4))]


# --- expected ---
import random

import numpy as np


def shuffled_grad(w, x, y):
    """Gradient of `shuffled` with respect to w and x."""
    order_stack = []
    r_stack = []
    w_stack = []
    total_stack = []
    r = None
    rng = np.random.default_rng(3)
    order = np.arange(len(y))
    total = 0.0
    for _ in range(2):
        order_stack.append(order.copy())
        rng.shuffle(order)
        r_stack.append(r)
        for i in order:
            r = np.sum(x[i] * w) - y[i]
            w_stack.append(w)
            w = w - 0.1 * r * x[i]
        total_stack.append(total)
        total += np.sum(w * x[order[0]]) * total + r**2
    noise = w[:, None] + 0.1 * rng.standard_normal((3, 2))
    noise[0] = noise[1] * noise[2]
    rows = [0, 1, 2]
    random.Random(3).shuffle(rows)
    state = rows[0]
    first = w[state]
    random.Random(4).shuffle(rows)
    state2 = rows[0]

    # Reverse sweep
    total_bar = 1.0  # return total + np.sum(noise[:, 0] * noise[:, 1]) + first * w[...]
    noise_bar = np.zeros_like(noise)
    noise_bar[:, 0] = noise[:, 1]
    noise_bar[:, 1] = noise[:, 0]
    first_bar = unbroadcast(w[state2], first)
    w_bar = np.zeros_like(w)
    np.add.at(w_bar, state2, unbroadcast(first, w[state2]))
    np.add.at(w_bar, state, first_bar)  # first = w[rows[0]]
    noise_bar[1] += noise[2] * noise_bar[0]  # noise[0] = noise[1] * noise[2]
    noise_bar[2] += noise[1] * noise_bar[0]
    noise_bar[0] = 0.0
    w_bar += np.sum(noise_bar, axis=1)  # noise = w[...] + 0.1 * ...
    r_bar = 0.0
    x_bar = np.zeros_like(x)
    for _ in reversed(range(2)):
        total = total_stack.pop()
        product_bar = total * total_bar  # total += np.sum(...) * total + r**2
        sum_value = np.sum(w * x[order[0]])
        w_bar += x[order[0]] * product_bar
        x_bar[order[0]] += w * product_bar
        r_bar += 2 * r * total_bar
        total_bar = (1 + sum_value) * total_bar
        for i in reversed(order):
            w = w_stack.pop()
            r = np.sum(x[i] * w) - y[i]
            r_bar -= 0.1 * np.sum(x[i] * w_bar)  # w = w - 0.1 * r * x[i]
            x_bar[i] -= 0.1 * r * w_bar
            x_bar[i] += w * r_bar  # r = np.sum(x[i] * w) - y[i]
            w_bar += x[i] * r_bar
            r_bar = 0.0
        r = r_stack.pop()
        order[...] = order_stack.pop()
    return w_bar, x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
