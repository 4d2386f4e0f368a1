"""A list argument whose items are of several kinds, appended to and assigned in."""

import numpy as np


def list_of_kinds(parts, y):
    parts.append(y * parts[0])
    parts[0] = parts[0] * parts[2]
    return np.sum(parts[1]) * parts[0] + parts[2]


WRT = ("parts", "y")


def samples(rng):
    return [([2.0, np.array([1.0, 2.0])], 0.5)]


# --- expected ---
import numpy as np


def list_of_kinds_grad(parts, y):
    """Gradient of `list_of_kinds` with respect to parts and y."""
    parts_old = parts
    parts = parts.copy()  # leaves the argument as it was
    parts.append(y * parts[0])
    parts_old2 = parts[0]
    parts[0] = parts[0] * parts[2]

    # Reverse sweep
    parts_bar = [np.zeros_like(item) for item in parts]  # return np.sum(...) * ...
    parts_bar[1] = parts_bar[1] + np.broadcast_to(np.sum(parts[0]), np.shape(parts[1]))
    parts_bar[0] = parts_bar[0] + np.sum(parts[1])
    parts_bar[2] = parts_bar[2] + 1.0
    parts_item_bar = parts_bar[0]  # parts[0] = parts[0] * parts[2]
    parts[0] = parts_old2
    parts_bar[0] = np.zeros_like(parts[0])
    parts_bar[0] = parts_bar[0] + unbroadcast(parts[2] * parts_item_bar, parts[0])
    parts_bar[2] = parts_bar[2] + unbroadcast(parts[0] * parts_item_bar, parts[2])
    product_bar = parts_bar.pop()  # parts.append(y * parts[0])
    parts.pop()
    y_bar = np.sum(parts[0] * product_bar)
    parts_bar[0] = parts_bar[0] + y * product_bar
    parts_0_bar = parts_bar[0]
    parts_1_bar = parts_bar[1].copy()
    return [
        float(parts_0_bar),
        np.asarray(parts_1_bar, dtype=parts_old[1].dtype),
    ], float(y_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
