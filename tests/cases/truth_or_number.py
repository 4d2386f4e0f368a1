"""`and` and `or` give truth values in one way and numbers in the other."""


def truth_or_number(x, rate):
    bonus = rate > 0.5 and x[0]
    total = bonus * x[1]
    largest = max((value * rate for value in x if value > 0.0), key=lambda v: -v)
    return total + bonus + (x[2] < 0.0 or rate) * largest


WRT = ("x", "rate")


def samples(rng):
    x = rng.uniform(0.1, 1.0, size=3)
    return [(x, 0.6), (x, 0.3), (x - [0.0, 0.0, 2.0], 0.6)]


# --- expected ---
import numpy as np


def truth_or_number_grad(x, rate):
    """Gradient of `truth_or_number` with respect to x and rate."""
    first = rate > 0.5
    chosen = x[0] if first else first
    bonus = chosen
    values = [value * rate for value in x if value > 0.0]
    largest, saved = largest_forward(values)
    first2 = x[2] < 0.0

    # Reverse sweep
    bonus_bar = 1.0  # return total + bonus + (x[2] < 0.0 or rate) * largest
    rate_bar = 0.0 if first2 else largest
    largest_bar = (first2 if first2 else rate) * 1.0
    values_bar = largest_reverse(values, saved, largest_bar)  # largest = max(...)
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        value = x[k]
        if value > 0.0:
            product_bar = values_bar.pop()
            value_bar = rate * product_bar
            rate_bar += value * product_bar
        else:
            value_bar = 0.0
        x_bar[k] = value_bar
    bonus_bar += x[1]  # total = bonus * x[1]
    x_bar[1] += bonus
    if first:  # bonus = rate > 0.5 and x[0]
        x_bar[0] += bonus_bar
    return x_bar, float(rate_bar)


def largest_forward(items):
    condition_stack = []
    best = items[0]
    best_key = -best
    for k in range(len(items) - 1):
        item = items[k + 1]
        item_key = -item
        condition = item_key > best_key
        if condition:
            best, best_key = item, item_key
        condition_stack.append(condition)
    return best, condition_stack


def largest_reverse(items, condition_stack, ans_bar):
    best_bar = ans_bar  # return best
    items_bar = [0.0] * len(items)
    for k in reversed(range(len(items) - 1)):
        condition = condition_stack.pop()
        if condition:
            item_bar = best_bar  # best, best_key = item, item_key
            best_bar = 0.0
        else:
            item_bar = 0.0
        items_bar[k + 1] = item_bar
    items_bar[0] += best_bar  # best = items[0]
    return items_bar
