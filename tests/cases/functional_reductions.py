"""`reduce`, and `sum`, `min` and `max` with their keywords."""

import functools

import numpy as np


def functional_reductions(x, y):
    horner = functools.reduce(lambda total, c: total * y + c, x)
    product = functools.reduce(np.multiply, x, y)
    farthest = max(x, key=lambda v: (v - y) ** 2)
    nearest = min(x, key=lambda v: np.abs(v - y))
    return (
        sum(x, start=horner) * product
        + farthest * nearest
        + max(x) * min([], default=y)
    )


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np


def functional_reductions_grad(x, y):
    """Gradient of `functional_reductions` with respect to x and y."""
    horner, saved4 = reduce_forward(x, y)
    product, saved3 = reduce_from_forward(np.multiply, x, y)
    farthest, saved2 = largest_forward(x, y)
    nearest, saved = smallest_forward(x, y)
    sum_ans = sum(x, start=horner)
    max_x = max(x)

    # Reverse sweep
    top = x == max_x  # return sum(...) * product + farthest * nearest + max(x) * ...
    product_bar = sum_ans
    farthest_bar = nearest
    nearest_bar = farthest
    x_bar = top * y / np.sum(top)
    items_bar, horner_bar = total_reverse(x, product)
    x_bar += items_bar
    items_bar2, y_bar2 = smallest_reverse(x, saved, nearest_bar)  # nearest = min(...)
    x_bar += items_bar2
    y_bar = max_x + y_bar2
    items_bar3, y_bar3 = largest_reverse(x, saved2, farthest_bar)  # farthest = max(...)
    x_bar += items_bar3
    y_bar += y_bar3
    items_bar4, start_bar = reduce_from_reverse(x, saved3, product_bar)  # product = ...
    x_bar += items_bar4
    y_bar += start_bar
    items_bar5, y_bar4 = reduce_reverse(x, y, saved4, horner_bar)  # horner = ...
    x_bar += items_bar5
    y_bar += y_bar4
    return x_bar, float(y_bar)


def total_reverse(items, ans_bar):
    items_bar = np.zeros_like(items)  # return result
    for k in reversed(range(len(items))):
        items_bar[k] = ans_bar  # result = result + item
    start_bar = ans_bar  # result = start
    return items_bar, start_bar


def smallest_forward(items, y):
    condition_stack = []
    best = items[0]
    best_key = np.abs(best - y)
    for k in range(len(items) - 1):
        item = items[k + 1]
        item_key = np.abs(item - y)
        condition = item_key < best_key
        if condition:
            best, best_key = item, item_key
        condition_stack.append(condition)
    return best, condition_stack


def smallest_reverse(items, condition_stack, ans_bar):
    best_bar = ans_bar  # return best
    items_bar = np.zeros_like(items)
    for k in reversed(range(len(items) - 1)):
        condition = condition_stack.pop()
        if condition:
            item_bar = best_bar  # best, best_key = item, item_key
            best_bar = 0.0
        else:
            item_bar = 0.0
        items_bar[k + 1] = item_bar
    items_bar[0] += best_bar  # best = items[0]
    return items_bar, 0.0


def largest_forward(items, y):
    condition_stack = []
    best = items[0]
    best_key = (best - y) ** 2
    for k in range(len(items) - 1):
        item = items[k + 1]
        item_key = (item - y) ** 2
        condition = item_key > best_key
        if condition:
            best, best_key = item, item_key
        condition_stack.append(condition)
    return best, condition_stack


def largest_reverse(items, condition_stack, ans_bar):
    best_bar = ans_bar  # return best
    items_bar = np.zeros_like(items)
    for k in reversed(range(len(items) - 1)):
        condition = condition_stack.pop()
        if condition:
            item_bar = best_bar  # best, best_key = item, item_key
            best_bar = 0.0
        else:
            item_bar = 0.0
        items_bar[k + 1] = item_bar
    items_bar[0] += best_bar  # best = items[0]
    return items_bar, 0.0


def reduce_from_forward(function, items, start):
    result_stack = []
    result = start
    for k in range(len(items)):
        item = items[k]
        result_stack.append(result)
        result = function(result, item)
    return result, result_stack


def reduce_from_reverse(items, result_stack, ans_bar):
    result_bar = ans_bar  # return result
    items_bar = np.zeros_like(items)
    for k in reversed(range(len(items))):
        item = items[k]
        result = result_stack.pop()
        items_bar[k] = result * result_bar  # result = function(result, item)
        result_bar = item * result_bar
    start_bar = result_bar  # result = start
    return items_bar, start_bar


def reduce_forward(items, y):
    result_stack = []
    result = items[0]
    for k in range(len(items) - 1):
        item = items[k + 1]
        result_stack.append(result)
        result = result * y + item
    return result, result_stack


def reduce_reverse(items, y, result_stack, ans_bar):
    result_bar = ans_bar  # return result
    items_bar = np.zeros_like(items)
    y_bar = 0.0
    for k in reversed(range(len(items) - 1)):
        result = result_stack.pop()
        y_bar += result * result_bar  # result = function(result, item)
        items_bar[k + 1] = result_bar
        result_bar = y * result_bar
    items_bar[0] += result_bar  # result = items[0]
    return items_bar, y_bar
