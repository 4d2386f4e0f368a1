"""A function that calls itself for what nested lists hold; stars in targets."""

import numpy as np


def mapped(f, tree):
    if isinstance(tree, (list, tuple)):
        return type(tree)([mapped(f, part) for part in tree])
    return f(tree)


def trees_of_lists(x, y, a):
    (first, *rest), [last, *_] = x, y
    tree = mapped(np.sin, [x, (y, a)])
    return np.sum(tree[0]) * tree[1][1] * np.sum(tree[1][0]) + first * sum(rest) * last


WRT = "x", "y", "a"
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=2), 0.7)]


# --- expected ---
import numpy as np

from tests.cases import trees_of_lists  # isort: skip


def trees_of_lists_grad(x, y, a):
    """Gradient of `trees_of_lists` with respect to x, y and a."""
    items, items3 = x, y
    items2 = [*items]
    first = items2[0]
    rest = items2[1:]
    items4 = [*items3]
    last = items4[0]
    tree = trees_of_lists.mapped(np.sin, [x, (y, a)])
    sum_value = np.sum(tree[0])
    product = first * sum(rest)

    # Reverse sweep
    product_bar = np.sum(tree[1][0])  # return np.sum(...) * tree[1][1] * ...
    sum_rest_bar = first * last
    rest_bar = [sum_rest_bar for x in rest]
    tree_0_bar = np.broadcast_to(np.sum(tree[1][1] * product_bar), np.shape(tree[0]))
    tree_1_bar = [np.zeros_like(item) for item in tree[1]]
    tree_1_bar[1] = tree_1_bar[1] + sum_value * product_bar
    tree_1_bar[0] = tree_1_bar[0] + np.broadcast_to(
        np.sum(sum_value * tree[1][1]), np.shape(tree[1][0])
    )
    first_bar = sum(rest) * last
    last_bar = product
    # tree = mapped(np.sin, [x, (y, a)])
    x_bar, y_bar, a_bar = mapped_reverse(np.sin, [x, (y, a)], tree_0_bar, tree_1_bar)
    items4_bar = [0.0] * len(items4)  # (first, *rest), [last, *_] = x, y
    items4_bar[0] = last_bar
    items3_bar = np.array(items4_bar[: len(items3)])
    items2_bar2 = [0.0] * len(items2)
    items2_bar2[1:] = rest_bar
    items2_bar = list(items2_bar2)
    items2_bar[0] += first_bar
    x_bar += np.array(items2_bar[: len(items)])
    y_bar += items3_bar
    return x_bar, y_bar, float(a_bar)


def mapped_reverse3(tree, ans_bar):
    tree_bar = np.cos(tree) * ans_bar  # return f(tree)
    return tree_bar


def mapped_forward(f, tree):
    values = []
    items = [tree[0], tree[1]]
    for k in range(len(items)):
        values.append(trees_of_lists.mapped(f, items[k]))
    return tuple(values), items


def mapped_reverse2(items, ans_bar):
    values_bar = list(ans_bar)  # return type(tree)([mapped(f, part) for part in tree])
    tree_0_bar = np.zeros_like(items[0])
    tree_1_bar = 0.0
    for k in reversed(range(len(items))):
        part_bar = mapped_reverse3(items[k], values_bar.pop())
        tree_0_bar += part_bar if k % 2 == 0 else np.zeros_like(items[0])
        tree_1_bar += part_bar if k % 2 == 1 else 0.0
    return tree_0_bar, tree_1_bar


def mapped_reverse(f, tree, ans_0_bar, ans_1_bar):
    _mapped_ans2, saved = mapped_forward(f, tree[1])

    # Reverse sweep
    list_values_bar = [ans_0_bar, ans_1_bar]  # return type(tree)(...)
    tree_1_0_bar, tree_1_1_bar = mapped_reverse2(saved, list(list(list_values_bar[1])))
    tree_0_bar = mapped_reverse3(tree[0], list_values_bar[0])
    return tree_0_bar, tree_1_0_bar, tree_1_1_bar
