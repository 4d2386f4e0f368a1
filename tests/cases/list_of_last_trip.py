"""A loop makes a list in each trip; what the last one has made is used behind it."""

import numpy as np


def list_of_last_trip(x, n):
    best = 0.0
    path = [x[0] * x[1]]
    for k in range(n):
        path = [x[k]]
        for j in range(k):
            path.append(path[-1] * x[j])
        best = best + path[-1]
    i = 0
    while i < 2:
        rows = {}
        for j in range(i + 1):
            rows[j] = x * path[0] + x[j]
        i += 1
    return best * path[0] + np.sum(rows[0] * rows[1])


WRT = "x"


def samples(rng):
    x = rng.uniform(size=3)
    return [(x, 3), (x, 1), (x, 0)]


# --- expected ---
import numpy as np


def list_of_last_trip_grad(x, n):
    """Gradient of `list_of_last_trip` with respect to x."""
    path_stack = []
    saved_stack = []
    best = 0.0
    path = [x[0] * x[1]]
    path_old = path
    for k in range(n):
        path = [x[k]]
        for j in range(k):
            path.append(path[-1] * x[j])
        best = best + path[-1]
        path_stack.append(path)
    i = 0
    while i < 2:
        rows = {}
        saved_stack.append((i, rows))
        for j in range(i + 1):
            rows[j] = x * path[0] + x[j]
        i += 1

    # Reverse sweep
    best_bar = path[0]  # return best * path[0] + np.sum(rows[0] * rows[1])
    path_bar = [0.0] * len(path)
    path_bar[0] = best
    rows_bar = {k: np.zeros_like(item) for k, item in rows.items()}
    rows_bar[0] = rows_bar[0] + rows[1]
    rows_bar[1] = rows_bar[1] + rows[0]
    x_bar = np.zeros_like(x)
    while saved_stack:
        i, rows = saved_stack.pop()
        if rows_bar is None:
            rows_bar = {k: np.zeros_like(item) for k, item in rows.items()}
        for j in reversed(range(i + 1)):
            rows_item_bar = rows_bar[j]  # rows[j] = x * path[0] + x[j]
            rows_bar[j] = np.zeros_like(rows_item_bar)
            x_bar += path[0] * rows_item_bar
            path_bar[0] += np.sum(x * rows_item_bar)
            x_bar[j] += np.sum(rows_item_bar)
        rows_bar = None
    for k in reversed(range(n)):
        path = path_stack.pop()
        if path_bar is None:
            path_bar = [0.0] * len(path)
        path_bar[-1] += best_bar  # best = best + path[-1]
        for j in reversed(range(k)):
            product_bar = path_bar.pop()  # path.append(path[-1] * x[j])
            path.pop()
            path_bar[-1] += x[j] * product_bar
            x_bar[j] += path[-1] * product_bar
        x_bar[k] += path_bar[0]  # path = [x[k]]
        path_bar = None
    if path_bar is None:
        path_bar = [0.0] * len(path_old)
    x_bar[0] += x[1] * path_bar[0]  # path = [x[0] * x[1]]
    x_bar[1] += x[0] * path_bar[0]
    return x_bar
