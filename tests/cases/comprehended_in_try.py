"""A dict comprehension in a `try`, whose items leave the dict behind it."""

import numpy as np


def comprehended_in_try(x, t):
    rates = dict.fromkeys((0, 1), 0.6)
    try:
        rates = {k: v * 1.1 for k, v in rates.items()}
        t = t * x[0] + rates.pop(0, t)
    finally:
        rates = {k: v * x[-1] for k, v in rates.items()}
    return np.sum(x) * t + rates[1]


WRT = ("x", "t")


def samples(rng):
    return [(rng.normal(size=3), 0.5)]


# --- expected ---
import numpy as np


def comprehended_in_try_grad(x, t):
    """Gradient of `comprehended_in_try` with respect to x and t."""
    saved_stack = []
    values_stack = []
    rates = dict.fromkeys((0, 1), 0.6)
    try:
        rates = {k: v * 1.1 for k, v in rates.items()}
        condition = 0 in rates
        if condition:
            popped = rates[0]
            rates.pop(0)
        else:
            popped = t
        t_old = t
        t = t * x[0] + popped
    finally:
        values = {}
        trips = 0
        for k, v in rates.items():
            saved_stack.append((k, v))
            trips += 1  # counts the trips
            values_stack.append(values.get(k))
            values[k] = v * x[-1]
        rates = values

    # Reverse sweep
    x_bar = np.full(np.shape(x), np.sum(t * 1.0))  # return np.sum(x) * t + rates[1]
    t_bar = unbroadcast(np.sum(x), t)
    rates_bar = {k: 0.0 for k, item in rates.items()}
    rates_bar[1] = rates_bar[1] + 1.0
    values_bar = dict(rates_bar)  # rates = {k: v * x[-1] for k, v in rates.items()}
    for _ in range(trips):
        k, v = saved_stack.pop()
        values_item_bar = values_bar[k]
        values_bar[k] = None if values_stack.pop() is None else 0.0
        x_bar[-1] += np.sum(v * values_item_bar)
    product_bar = np.sum(t_bar)  # t = t * x[0] + rates.pop(0, t)
    x_bar[0] += t_old * product_bar
    popped_bar = unbroadcast(t_bar, popped)
    t_bar = x[0] * product_bar
    if not condition:
        t_bar += popped_bar
    return x_bar, float(t_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
