"""Pairs are pushed and popped; what they hold goes apart again."""

import numpy as np


def list_of_pairs(x, n):
    todo = [(x, 1.0)]
    total = 0.0
    while todo:
        value, weight = todo.pop()
        total = total + weight * np.sin(value)
        if len(todo) < n and weight > 0.2:
            todo.append((value * 0.5, weight * 0.7))
            todo.append((value * value, weight * x))
    return total


WRT = "x"


def samples(rng):
    return [(0.6, 3), (0.6, 0)]


# --- expected ---
import numpy as np


def list_of_pairs_grad(x, n):
    """Gradient of `list_of_pairs` with respect to x."""
    saved_stack = []
    todo = [(x, 1.0)]
    while todo:
        value, weight = todo.pop()
        condition = len(todo) < n and weight > 0.2
        if condition:
            todo.append((value * 0.5, weight * 0.7))
            todo.append((value * value, weight * x))
        saved_stack.append((value, weight, condition))

    # Reverse sweep
    todo_bar = [[0.0, 0.0] for item in todo]
    x_bar = 0.0
    while saved_stack:
        value, weight, condition = saved_stack.pop()
        if condition:
            value_bar2 = todo_bar.pop()  # todo.append((value * value, weight * x))
            value_bar = 2 * value * value_bar2[0]
            weight_bar = x * value_bar2[1]
            x_bar += weight * value_bar2[1]
            value_bar3 = todo_bar.pop()  # todo.append((value * 0.5, weight * 0.7))
            value_bar += 0.5 * value_bar3[0]
            weight_bar += 0.7 * value_bar3[1]
        else:
            value_bar = 0.0
            weight_bar = 0.0
        weight_bar += np.sin(value)  # total = total + weight * np.sin(value)
        value_bar += np.cos(value) * weight
        todo_bar.append([value_bar, weight_bar])  # value, weight = todo.pop()
    x_bar += todo_bar[0][0]  # todo = [(x, 1.0)]
    return float(x_bar)
