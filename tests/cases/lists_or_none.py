"""Lists that are None at other times: kept, put into another list, handed back."""

import numpy as np


def multiples(y, k):
    if k % 2:
        return None
    return [y * v for v in y]


def lists_or_none(x, n):
    past = []
    current = None
    t = np.sum(x)
    for k in range(n):
        past.append(current)
        if k == 1:
            current = [x[0] * x[1]]
        elif k > 1:
            current = [*current, t]
        rows = multiples(x, k)
        if rows is not None:
            t += rows[0] @ rows[1]
    for items in past:
        if items is not None:
            t = t * items[0] + sum(items)
    return t


WRT = "x"


def samples(rng):
    return [(rng.uniform(0.2, 0.8, size=3), n) for n in (0, 1, 4)]


# --- expected ---
import numpy as np

from tests.cases import lists_or_none  # isort: skip


def lists_or_none_grad(x, n):
    """Gradient of `lists_or_none` with respect to x."""
    current_stack = []
    current_stack2 = []
    rows_stack = []
    t_stack = []
    past = []
    current = None
    t = np.sum(x)
    for k in range(n):
        past.append(current)
        if k == 1:
            current_stack.append(current)
            current = [x[0] * x[1]]
        elif k > 1:
            current_stack2.append(current)
            current = [*current, t]
        rows = lists_or_none.multiples(x, k)
        if rows is not None:
            t += rows[0] @ rows[1]
        rows_stack.append(rows)
    for items in past:
        if items is not None:
            t_stack.append(t)
            t = t * items[0] + sum(items)

    # Reverse sweep
    t_bar = 1.0  # return t
    past_bar = [[] if item is None else [0.0] * len(item) for item in past]
    for j in reversed(range(len(past))):
        items = past[j]
        if items is not None:
            t = t_stack.pop()
            items_bar = [t_bar for x in items]  # t = t * items[0] + sum(items)
            items_bar[0] += t * t_bar
            t_bar = items[0] * t_bar
        else:
            items_bar = []
        past_bar[j] = [a + b for a, b in zip(past_bar[j], items_bar, strict=True)]
    current_bar = [] if current is None else [0.0] * len(current)
    x_bar = np.zeros_like(x)
    for k in reversed(range(n)):
        rows = rows_stack.pop()
        if rows is not None:
            rows_bar = [np.zeros_like(item) for item in rows]  # t += rows[0] @ rows[1]
            rows_bar[0] = rows_bar[0] + t_bar * rows[1]
            rows_bar[1] = rows_bar[1] + t_bar * rows[0]
        else:
            rows_bar = []
        x_bar += multiples_reverse(x, k, rows_bar)  # rows = multiples(x, k)
        if k == 1:
            current = current_stack.pop()
            x_bar[0] += x[1] * current_bar[0]  # current = [x[0] * x[1]]
            x_bar[1] += x[0] * current_bar[0]
            current_bar = [] if current is None else [0.0] * len(current)
        elif k > 1:
            current = current_stack2.pop()
            t_bar += current_bar[len(current)]  # current = [*current, t]
            current_bar = list(current_bar[: len(current)])
        current_bar2 = past_bar.pop()  # past.append(current)
        current_bar = [a + b for a, b in zip(current_bar, current_bar2, strict=True)]
    x_bar += t_bar  # t = np.sum(x)
    return x_bar


def multiples_reverse(y, k, ans_bar):
    if k % 2:
        y_bar = np.zeros_like(y)
    else:
        values_bar = list(ans_bar)  # return [y * v for v in y]
        y_bar = np.zeros_like(y)
        for j in reversed(range(len(y))):
            product_bar = values_bar.pop()
            y_bar += y[j] * product_bar
            y_bar[j] += np.sum(y * product_bar)
    return y_bar
