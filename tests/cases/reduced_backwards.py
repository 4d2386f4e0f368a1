"""Horner's rule by reduce, over what reversed, zip and enumerate make."""

from functools import reduce


def reduced_backwards(coefficients, x):
    value = reduce(lambda total, c: total * x + c, reversed(coefficients), 0)
    bends = reduce(
        lambda total, pair: total + pair[0] * pair[1],
        zip(coefficients, coefficients[1:]),
        x,
    )
    return value * bends


WRT = ("coefficients", "x")


def samples(rng):
    return [([0.5, -1.0, 2.0], 0.7), ([0.5], 0.7), ([], 0.7)]


# --- expected ---
def reduced_backwards_grad(coefficients, x):
    """Gradient of `reduced_backwards` with respect to coefficients and x."""
    values = [item for item in reversed(coefficients)]
    value, saved = reduce_from_forward(values, 0, x)
    values2 = []
    for j in range(len(coefficients) - 1):
        item = coefficients[j], coefficients[j + 1]
        values2.append(item)
    bends = reduce_from(values2, x)

    # Reverse sweep
    value_bar = bends  # return value * bends
    bends_bar = value
    values2_bar, x_bar = reduce_from_reverse(values2, bends_bar)  # bends = reduce(...)
    coefficients_bar = [0.0] * len(coefficients)
    for j in reversed(range(len(coefficients) - 1)):
        item_bar = values2_bar.pop()
        coefficients_bar[j] += item_bar[0]
        coefficients_bar[j + 1] += item_bar[1]
    # value = reduce(lambda total, c: total * x + c, reversed(coefficients), 0)
    values_bar, x_bar2 = reduce_from_reverse2(values, x, saved, value_bar)
    x_bar += x_bar2
    for k in reversed(range(len(coefficients))):
        coefficients_bar[-1 - k] += values_bar.pop()
    return coefficients_bar, float(x_bar)


def reduce_from_reverse(items, ans_bar):
    items_bar = [[0.0, 0.0] for item in items]  # return result
    for k in reversed(range(len(items))):
        item = items[k]
        items_bar[k][0] += item[1] * ans_bar  # result = function(result, item)
        item_1_bar = item[0] * ans_bar
        items_bar[k][1] += item_1_bar
    start_bar = ans_bar  # result = start
    return items_bar, start_bar


def reduce_from_forward(items, start, x):
    result_stack = []
    result = start
    for k in range(len(items)):
        item = items[k]
        result_stack.append(result)
        result = result * x + item
    return result, result_stack


def reduce_from_reverse2(items, x, result_stack, ans_bar):
    result_bar = ans_bar  # return result
    items_bar = [0.0] * len(items)
    x_bar = 0.0
    for k in reversed(range(len(items))):
        result = result_stack.pop()
        x_bar += result * result_bar  # result = function(result, item)
        items_bar[k] = result_bar
        result_bar = x * result_bar
    return items_bar, x_bar


def reduce_from(items, start):
    result = start
    for item in items:
        result = result + item[0] * item[1]
    return result
