"""Functions of numbers and of rows, applied to every element and along an axis."""

import math

import numpy as np


@np.vectorize
def smooth(t):
    if t > 0.0:
        return t * t
    return math.sin(t)


def scaled(row, factor):
    return factor * row / np.sum(row * row)


def vectorized(x, factor):
    rows = np.apply_along_axis(scaled, 1, x, factor)
    return np.sum(smooth(x) * rows)


WRT = ("x", "factor")


def samples(rng):
    return [(rng.normal(size=(2, 3)), 0.7)]


# --- expected ---
import math

import numpy as np

from tests.cases import vectorized  # isort: skip


def vectorized_grad(x, factor):
    """Gradient of `vectorized` with respect to x and factor."""
    rows, saved2 = along_axis_forward(vectorized.scaled, 1, x, (factor,))
    vectorized2_ans, saved = vectorized_forward(vectorized.smooth.pyfunc, x)

    # Reverse sweep
    # return np.sum(smooth(x) * rows)
    vectorized2_ans_bar = unbroadcast(
        np.broadcast_to(rows, np.shape(vectorized2_ans * rows)), vectorized2_ans
    )
    rows_bar = unbroadcast(
        np.broadcast_to(vectorized2_ans, np.shape(vectorized2_ans * rows)), rows
    )
    x_bar = vectorized_reverse(x, saved, vectorized2_ans_bar)
    arr_bar, factor_bar = along_axis_reverse(saved2, rows_bar)  # rows = ...
    x_bar += arr_bar
    return x_bar, float(factor_bar)


def smooth_reverse(t, ans_bar):
    t_bar = 2 * t * ans_bar if t > 0.0 else math.cos(t) * ans_bar  # return t * t
    return t_bar


def vectorized_forward(function, x):
    found = []
    items = np.ravel(x).copy()
    for k in range(len(items)):
        item = items[k]
        found.append(function(item))
    array_found = np.array(found)
    return np.reshape(array_found, np.shape(x)), (items, array_found)


def vectorized_reverse(x, saved, ans_bar):
    items, array_found = saved
    found_bar = list(np.reshape(ans_bar, np.shape(array_found)))  # return ...
    items_bar = np.zeros_like(items)
    for k in reversed(range(len(items))):
        item = items[k]
        item_bar = smooth_reverse(item, found_bar.pop())  # found.append(function(item))
        items_bar[k] = item_bar
    x_bar = np.reshape(items_bar, np.shape(x))
    return x_bar


def scaled_reverse(row, factor, ans_bar):
    sum_value = np.sum(row * row)
    ans = factor * row / sum_value

    # Reverse sweep
    product_bar = ans_bar / sum_value  # return factor * row / np.sum(row * row)
    product_bar2 = -np.sum(ans * product_bar)
    factor_bar = row @ product_bar
    row_bar = factor * product_bar + 2 * row * product_bar2
    return row_bar, factor_bar


def along_axis_forward(function, axis, arr, rest):
    rows = np.moveaxis(arr, axis, -1)
    outer = np.shape(rows)[:-1]
    flat = np.reshape(rows, (-1, np.shape(rows)[-1]))
    found = []
    for k in range(len(flat)):
        found.append(function(flat[k], *rest))
    results = np.array(found)
    count, start = np.ndim(results) - 1, axis % np.ndim(arr)
    shaped = np.reshape(results, outer + np.shape(results)[1:])
    to = tuple(range(start, start + count))
    tuple_value = tuple(range(len(outer), len(outer) + count))
    ans = np.moveaxis(shaped, tuple_value, to)
    return ans, (axis, rest, rows, flat, results, to, tuple_value)


def along_axis_reverse(saved, ans_bar):
    axis, rest, rows, flat, results, to, tuple_value = saved
    shaped_bar = np.moveaxis(ans_bar, to, tuple_value)  # return np.moveaxis(...)
    results_bar = np.reshape(shaped_bar, np.shape(results))  # shaped = np.reshape(...)
    found_bar = list(results_bar)  # results = np.array(found)
    flat_bar = np.zeros_like(flat)
    rest_0_bar = 0.0
    for k in reversed(range(len(flat))):
        # found.append(function(flat[k], *rest))
        row_bar, factor_bar = scaled_reverse(flat[k], rest[0], found_bar.pop())
        flat_bar[k] = row_bar
        rest_0_bar += factor_bar
    rows_bar = np.reshape(flat_bar, np.shape(rows))  # flat = np.reshape(...)
    arr_bar = np.moveaxis(rows_bar, -1, axis)  # rows = np.moveaxis(arr, axis, -1)
    return arr_bar, rest_0_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
