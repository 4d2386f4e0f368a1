"""Keys that a defaultdict enters when they are read decide what is done in a loop."""

from collections import defaultdict

import numpy as np


def keys_entered_in_loop(x):
    counts = defaultdict(int)
    _first = counts["a"]
    other = counts
    for key in "abca":
        if key in counts:
            x = x * 1.5
        _seen = other[key]
    late = defaultdict(int)
    for key in "abca":
        x = x * np.cos(x) if key in late else x + 1.0
        _seen = [late[each] for each in key]
    return np.sum(x) * len(counts)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import keys_entered_in_loop  # isort: skip


def keys_entered_in_loop_grad(x):
    """Gradient of `keys_entered_in_loop` with respect to x."""
    condition_stack = []
    x_stack = []
    condition2_stack = []
    counts = keys_entered_in_loop.defaultdict(int)
    _first = counts["a"]
    other = counts
    items = [*"abca"]
    for key in items:
        condition = key in counts
        if condition:
            x = x * 1.5
        _seen = other[key]
        condition_stack.append(condition)
    late = keys_entered_in_loop.defaultdict(int)
    items2 = [*"abca"]
    for key in items2:
        condition2 = key in late
        if condition2:
            x_stack.append(x)
            x = x * np.cos(x)
        else:
            x = x + 1.0
        _seen = [late[each] for each in key]
        condition2_stack.append(condition2)

    # Reverse sweep
    x_bar = np.broadcast_to(len(counts) * 1.0, np.shape(x))  # return np.sum(x) * ...
    for key in reversed(items2):
        condition2 = condition2_stack.pop()
        if condition2:
            x = x_stack.pop()
            x_bar = (np.cos(x) - np.sin(x) * x) * x_bar  # x = x * ...
    for key in reversed(items):
        condition = condition_stack.pop()
        if condition:
            x_bar = 1.5 * x_bar  # x = x * 1.5
    x_bar = x_bar.copy()
    return x_bar
