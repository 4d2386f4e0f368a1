"""Tuples on a stack of the function's own, taken off again until it is empty."""

import numpy as np

WRT = ("x",)


def stack_of_tuples(x, n):
    saved = []
    y = x
    for _ in range(n):
        wave = np.sin(y)
        saved.append((y, wave))
        y = y * wave
    total = len(saved) * 1.0
    while saved:
        u, v = saved.pop()
        total = total * np.sum(u * v) + np.sum(v)
    return total if not saved else 0.0


def samples(rng):
    return [(rng.normal(size=3), 3), (rng.normal(size=2), 0)]


# --- expected ---
import numpy as np


def stack_of_tuples_grad(x, n):
    """Gradient of `stack_of_tuples` with respect to x."""
    y_stack = []
    saved_stack = []
    saved = []
    y = x
    for _ in range(n):
        wave = np.sin(y)
        saved.append((y, wave))
        y_stack.append(y)
        y = y * wave
    total = len(saved) * 1.0
    while saved:
        u, v = saved.pop()
        saved_stack.append((total, u, v))
        total = total * np.sum(u * v) + np.sum(v)

    # Reverse sweep
    total_bar = 1.0 if not saved else 0.0  # return total if not saved else 0.0
    saved_bar = [[np.zeros_like(item[0]), np.zeros_like(item[1])] for item in saved]
    while saved_stack:
        total, u, v = saved_stack.pop()
        product_bar = total * total_bar  # total = total * np.sum(u * v) + np.sum(v)
        u_bar = v * product_bar
        v_bar = u * product_bar + total_bar
        total_bar = u @ v * total_bar
        saved_bar.append([u_bar, v_bar])  # u, v = saved.pop()
    y_bar = np.zeros_like(y)
    for _ in reversed(range(n)):
        y = y_stack.pop()
        wave = np.sin(y)
        wave_bar = y * y_bar  # y = y * wave
        y_bar = wave * y_bar
        value_bar = saved_bar.pop()  # saved.append((y, wave))
        y_bar += value_bar[0]
        wave_bar += value_bar[1]
        y_bar += np.cos(y) * wave_bar  # wave = np.sin(y)
    x_bar = y_bar  # y = x
    return x_bar
