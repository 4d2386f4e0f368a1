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
    y_stack2 = []
    saved_stack = []
    y_stack = []
    wave_stack = []
    y = x
    for _ in range(n):
        wave = np.sin(y)
        y_stack.append(y)
        wave_stack.append(wave)
        y_stack2.append(y)
        y = y * wave
    total = len(y_stack) * 1.0
    while y_stack:
        u = y_stack.pop()
        v = wave_stack.pop()
        saved_stack.append((total, u, v))
        total = total * np.sum(u * v) + np.sum(v)

    # Reverse sweep
    total_bar = 1.0 if not y_stack else 0.0  # return total if not saved else 0.0
    wave_stack_bar = [np.zeros_like(item) for item in wave_stack]
    y_stack_bar = [np.zeros_like(item) for item in y_stack]
    while saved_stack:
        total, u, v = saved_stack.pop()
        product_bar = total * total_bar  # total = total * np.sum(u * v) + np.sum(v)
        u_bar = v * product_bar
        v_bar = u * product_bar + total_bar
        total_bar = u @ v * total_bar
        wave_stack_bar.append(v_bar)  # u, v = saved.pop()
        y_stack_bar.append(u_bar)
    y_bar = np.zeros_like(y)
    for _ in reversed(range(n)):
        y = y_stack2.pop()
        wave = np.sin(y)
        wave_bar = y * y_bar  # y = y * wave
        y_bar = wave * y_bar
        wave_bar += wave_stack_bar.pop()  # saved.append((y, wave))
        y_bar += y_stack_bar.pop()
        y_bar += np.cos(y) * wave_bar  # wave = np.sin(y)
    x_bar = y_bar  # y = x
    return x_bar
