"""Lists that calls make, whose items are known there and not here; arrays in lists."""

import numpy as np


def chosen(c, a, b):
    if c > 0.5:
        return [a * b]
    return [a, b * a]


def made(a):
    return {"items": [a, a * a], "scale": a}


class Store:
    def __init__(self, a, b):
        self.items = [a, b * a]
        self.count = len(self.items)

    def push(self, value):
        self.items.append(value)
        self.count += 1

    def reset(self, pair):
        self.items = [pair[0], pair[1]]


def lists_from_calls(x, y):
    total = sum(chosen(x, x, y)) * sum(chosen(y, y, x))
    table = made(x)
    table["items"].append(y)
    table["scale"] *= y
    store = Store(x, y)
    store.push(table["items"][1])
    total += sum(store.items) * table["scale"]
    store.reset((x * y, table["items"][2]))
    weights = [np.ones(2) * x, np.ones(2) * y]
    for k in range(len(weights)):
        weights[k] -= 0.1 * weights[k] ** 2
    return total * store.items[0] * store.items[1] + np.sum(weights[0] * weights[1])


WRT = ("x", "y")


def samples(rng):
    return [(0.7, -0.4), (0.3, 1.6)]


# --- expected ---
import numpy as np

from tests.cases import lists_from_calls  # isort: skip


def lists_from_calls_grad(x, y):
    """Gradient of `lists_from_calls` with respect to x and y."""
    weights_stack = []
    chosen_ans = lists_from_calls.chosen(x, x, y)
    chosen_ans2 = lists_from_calls.chosen(y, y, x)
    total = sum(chosen_ans) * sum(chosen_ans2)
    table = lists_from_calls.made(x)
    table["items"].append(y)
    scale_old = table["scale"]
    table["scale"] *= y
    store = lists_from_calls.Store(x, y)
    saved2 = push_forward(store, table["items"][1])
    total += sum(store.items) * table["scale"]
    saved = reset_forward(store, (x * y, table["items"][2]))
    ones = np.ones(2)
    weights = [ones * x, np.ones(2) * y]
    for k in range(len(weights)):
        weights_stack.append(weights[k].copy())
        weights[k] -= 0.1 * weights[k] ** 2

    # Reverse sweep
    product_bar = store.items[1]  # return total * store.items[0] * store.items[1] + ...
    total_bar = store.items[0] * product_bar
    items_bar = [0.0] * len(store.items)
    items_bar[0] = total * product_bar
    items_bar[1] = total * store.items[0]
    weights_bar = [np.zeros_like(item) for item in weights]
    weights_bar[0] += weights[1]
    weights_bar[1] += weights[0]
    for k in reversed(range(len(weights))):
        weights[k][...] = weights_stack.pop()
        # weights[k] -= 0.1 * weights[k] ** 2
        weights_bar[k] = weights_bar[k] + -0.2 * weights[k] * weights_bar[k]
    x_bar = ones @ weights_bar[0]  # weights = [np.ones(2) * x, np.ones(2) * y]
    y_bar = ones @ weights_bar[1]
    pair_0_bar, pair_1_bar = reset_reverse(store, saved, items_bar)  # store.reset(...)
    x_bar += y * pair_0_bar
    y_bar += x * pair_0_bar
    items_bar2 = [0.0] * len(table["items"])
    items_bar2[2] += pair_1_bar
    sum_value_bar = table["scale"] * total_bar  # total += sum(store.items) * table[...]
    items_bar = [sum_value_bar for x in store.items]
    scale_bar = sum(store.items) * total_bar
    items_bar, value_bar = push_reverse(store, saved2, items_bar)  # store.push(...)
    items_bar2[1] += value_bar
    a_bar, b_bar = Store_reverse(x, y, items_bar[0], items_bar[1])  # store = Store(...)
    x_bar += a_bar
    y_bar += b_bar
    table["scale"] = scale_old
    y_bar += table["scale"] * scale_bar  # table["scale"] *= y
    scale_bar = y * scale_bar
    y_bar += items_bar2.pop()  # table["items"].append(y)
    x_bar += made_reverse(x, items_bar2[0], items_bar2[1], scale_bar)  # table = made(x)
    sum_chosen_ans_bar = sum(chosen_ans2) * total_bar  # total = sum(...) * sum(...)
    sum_chosen_ans2_bar = sum(chosen_ans) * total_bar
    chosen_ans_bar = [sum_chosen_ans_bar for x in chosen_ans]
    c_bar, a_bar2, b_bar2 = chosen_reverse(
        y, y, x, [sum_chosen_ans2_bar for x in chosen_ans2]
    )
    y_bar += c_bar + a_bar2
    x_bar += b_bar2
    c_bar2, a_bar3, b_bar3 = chosen_reverse(x, x, y, chosen_ans_bar)
    x_bar += c_bar2 + a_bar3
    y_bar += b_bar3
    return float(x_bar), float(y_bar)


def reset_forward(self, pair):
    items_old = self.items
    self.items = [pair[0], pair[1]]
    return items_old


def reset_reverse(self, items_old, items_bar):
    self.items = items_old
    pair_0_bar = items_bar[0]  # self.items = [pair[0], pair[1]]
    pair_1_bar = items_bar[1]
    return pair_0_bar, pair_1_bar


def push_forward(self, value):
    self.items.append(value)
    count_old = self.count
    self.count += 1
    return count_old


def push_reverse(self, count_old, items_bar):
    self.count = count_old
    value_bar = items_bar.pop()  # self.items.append(value)
    self.items.pop()
    return items_bar, value_bar


def Store_reverse(a, b, ans_items_0_bar, ans_items_1_bar):
    a_bar = ans_items_0_bar + b * ans_items_1_bar  # self.items = [a, b * a]
    b_bar = a * ans_items_1_bar
    return a_bar, b_bar


def made_reverse(a, ans_items_0_bar, ans_items_1_bar, ans_scale_bar):
    a_bar = ans_items_0_bar + 2 * a * ans_items_1_bar + ans_scale_bar  # return {...}
    return a_bar


def chosen_reverse(c, a, b, ans_bar):
    if c > 0.5:
        a_bar = b * ans_bar[0]  # return [a * b]
        b_bar = a * ans_bar[0]
    else:
        a_bar = ans_bar[0] + b * ans_bar[1]  # return [a, b * a]
        b_bar = a * ans_bar[1]
    return 0.0, a_bar, b_bar
