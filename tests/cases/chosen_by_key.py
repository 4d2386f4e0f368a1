"""The largest by what a dict, a method or an array says of each."""


def chosen_by_key(x, rate):
    table = {"a": x[0] * rate, "b": x[1], "c": rate}
    best = table[max(table, key=table.get)]
    nearest = min(x[0], x[1], rate, key=abs)
    return best * rate + nearest * x[min(range(3), key=x.__getitem__)]


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=3), 0.4), (rng.normal(size=3), -0.6)]


# --- expected ---
import numpy as np


def chosen_by_key_grad(x, rate):
    """Gradient of `chosen_by_key` with respect to x and rate."""
    table = {"a": x[0] * rate, "b": x[1], "c": rate}
    largest_ans = largest([*table], table)
    best = table[largest_ans]
    nearest, saved = smallest_forward([x[0], x[1], rate], abs)

    # Reverse sweep
    best_bar = rate  # return best * rate + nearest * x[...]
    nearest_bar = x[min(range(3), key=x.__getitem__)]
    x_bar = np.zeros_like(x)
    x_bar[min(range(3), key=x.__getitem__)] = nearest
    # nearest = min(x[0], x[1], rate, key=abs)
    items_0_bar, items_1_bar, items_2_bar = smallest_reverse(saved, nearest_bar)
    x_bar[0] += items_0_bar
    x_bar[1] += items_1_bar
    rate_bar = best + items_2_bar
    a_bar = best_bar if largest_ans == "a" else 0.0  # best = table[...]
    b_bar = best_bar if largest_ans == "b" else 0.0
    c_bar = best_bar if largest_ans == "c" else 0.0
    x_bar[0] += rate * a_bar  # table = {"a": x[0] * rate, "b": x[1], "c": rate}
    rate_bar += x[0] * a_bar + c_bar
    x_bar[1] += b_bar
    return x_bar, float(rate_bar)


def smallest_forward(items, key):
    condition_stack = []
    best = items[0]
    best_key = key(best)
    for k in range(len(items) - 1):
        item = items[k + 1]
        item_key = key(item)
        condition = item_key < best_key
        if condition:
            best, best_key = item, item_key
        condition_stack.append(condition)
    return best, (items, condition_stack)


def smallest_reverse(saved, ans_bar):
    items, condition_stack = saved
    best_bar = ans_bar  # return best
    items_0_bar = 0.0
    items_1_bar = 0.0
    items_2_bar = 0.0
    for k in reversed(range(len(items) - 1)):
        condition = condition_stack.pop()
        if condition:
            item_bar = best_bar  # best, best_key = item, item_key
            best_bar = 0.0
        else:
            item_bar = 0.0
        items_0_bar += item_bar if (k + 1) % 3 == 0 else 0.0
        items_1_bar += item_bar if (k + 1) % 3 == 1 else 0.0
        items_2_bar += item_bar if (k + 1) % 3 == 2 else 0.0
    items_0_bar += best_bar  # best = items[0]
    return items_0_bar, items_1_bar, items_2_bar


def largest(items, table):
    best = items[0]
    best_key = table.get(best, None)
    for item in items[1:]:
        item_key = table.get(item, None)
        if item_key > best_key:
            best, best_key = item, item_key
    return best
