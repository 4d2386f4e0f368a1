"""A sum that begins as a number and is an array from the first term on."""

import numpy as np


def accumulated_from_zero(rows, weights):
    mean = 0
    for row in rows:
        mean += row
    mean /= max(len(rows), 1)
    product = 1.0
    scale = None
    for row, weight in zip(rows, weights, strict=True):
        scale = weight if scale is None else scale + row
        scale *= 0.5
        product *= scale - mean
    return np.sum(product) + np.sum(mean * mean)


WRT = ("rows", "weights")


def samples(rng):
    rows = rng.normal(size=(3, 2)), rng.normal(size=3)
    return [rows, (np.zeros((0, 2)), np.zeros(0))]


# --- expected ---
import numpy as np


def accumulated_from_zero_grad(rows, weights):
    """Gradient of `accumulated_from_zero` with respect to rows and weights."""
    mean_stack = []
    saved_stack = []
    mean = 0
    for row in rows:
        mean_stack.append(mean)
        mean = mean + row
    mean = mean / max(len(rows), 1)
    product = 1.0
    scale = None
    if len(weights) != len(rows):
        raise ValueError("zip() arguments are not of the same length")
    for j in range(min(len(rows), len(weights))):
        saved_stack.append((product, scale))
        row = rows[j]
        weight = weights[j]
        condition = scale is None
        scale = weight if condition else scale + row
        scale = scale * 0.5
        product = product * (scale - mean)

    # Reverse sweep
    product_bar = np.broadcast_to(1.0, np.shape(product))  # return np.sum(...) + ...
    mean_bar = 2 * mean
    rows_bar = np.zeros_like(rows)
    scale_bar = 0.0
    weights_bar = np.zeros_like(weights)
    for j in reversed(range(min(len(rows), len(weights)))):
        product, scale = saved_stack.pop()
        row = rows[j]
        weight = weights[j]
        condition = scale is None
        if condition:
            scale = weight
        else:
            scale_old = scale
            scale = scale + row
        scale = scale * 0.5
        sum_bar = unbroadcast(product * product_bar, scale - mean)  # product *= ...
        scale_bar = scale_bar + unbroadcast(sum_bar, scale)
        mean_bar += unbroadcast(-sum_bar, mean)
        product_bar = unbroadcast((scale - mean) * product_bar, product)
        scale_bar = 0.5 * scale_bar  # scale *= 0.5
        if condition:
            weight_bar = scale_bar  # scale = weight if scale is None else scale + row
            row_bar = np.zeros_like(row)
            scale_bar = 0.0
        else:
            scale = scale_old
            row_bar = unbroadcast(scale_bar, row)  # scale = ...
            scale_bar = unbroadcast(scale_bar, scale)
            weight_bar = 0.0
        weights_bar[j] = weight_bar
        rows_bar[j] = row_bar
    mean_bar = mean_bar / max(len(rows), 1)  # mean /= max(len(rows), 1)
    for k in reversed(range(len(rows))):
        row = rows[k]
        mean = mean_stack.pop()
        rows_bar[k] += unbroadcast(mean_bar, row)  # mean += row
        mean_bar = unbroadcast(mean_bar, mean)
    return rows_bar, weights_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
