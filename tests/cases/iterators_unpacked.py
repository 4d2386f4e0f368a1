"""Iterators and objects in displays, unpacked with a star."""

import itertools

import numpy as np


class Pair:
    def __init__(self, *parts):
        self.parts = list(parts)

    def __iter__(self):
        return iter(self.parts)


def mixed(a, b):
    return a * np.sin(b)


def iterators_unpacked(x, y):
    u = np.array([*itertools.starmap(mixed, zip(x, y, strict=True)), 0.5])
    v = np.array([*itertools.islice(x, 0, None, 2), *Pair(x[0], y[1])])
    w = [*itertools.repeat(y[0], 2), *reversed(x)]
    return np.sum(u**2) * np.sum(v**2) + sum(w) * w[0]


WRT = ("x", "y")


def samples(rng):
    return [(rng.uniform(size=3), rng.uniform(size=3))]


# --- expected ---
import itertools

import numpy as np

from tests.cases import iterators_unpacked  # isort: skip


def iterators_unpacked_grad(x, y):
    """Gradient of `iterators_unpacked` with respect to x and y."""
    values = []
    if len(y) != len(x):
        raise ValueError("zip() arguments are not of the same length")
    for k in range(min(len(x), len(y))):
        item = x[k], y[k]
        values.append(item)
    spread_mapped_ans = list(itertools.starmap(iterators_unpacked.mixed, values))
    u = np.array([*spread_mapped_ans, 0.5])
    values2 = []
    items = x[0::2]
    for item in items:
        values2.append(item)
    values3 = []
    items4 = tuple(iterators_unpacked.Pair(x[0], y[1]))
    for item in items4:
        values3.append(item)
    v = np.array([*values2, *values3])
    values4 = [item for item in reversed(x)]
    w = [*[y[0]] * 2, *values4]

    # Reverse sweep
    sum_w_bar = w[0]  # return np.sum(u**2) * np.sum(v**2) + sum(w) * w[0]
    w_bar = [sum_w_bar for x in w]
    u_bar = 2 * u * np.sum(v**2)
    v_bar = 2 * v * np.sum(u**2)
    w_bar[0] += sum(w) * 1.0
    # w = [*itertools.repeat(y[0], 2), *reversed(x)]
    values4_bar = list(w_bar[len([y[0]] * 2) : len([y[0]] * 2) + len(values4)])
    y_bar = np.zeros_like(y)
    y_bar[0] = sum(w_bar[: len([y[0]] * 2)])
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        item_bar = values4_bar.pop()
        x_bar[-1 - i] += item_bar
    items3_bar = list(v_bar)  # v = np.array(...)
    values2_bar = list(items3_bar[: len(values2)])
    values3_bar = list(items3_bar[len(values2) : len(values2) + len(values3)])
    items4_0_bar = 0.0
    items4_1_bar = 0.0
    for m in reversed(range(len(items4))):
        item_bar = values3_bar.pop()
        items4_0_bar += item_bar if m % 2 == 0 else 0.0
        items4_1_bar += item_bar if m % 2 == 1 else 0.0
    Pair_ans_parts_0_bar, Pair_ans_parts_1_bar = iter_reverse(
        items4_0_bar, items4_1_bar
    )
    parts_0_bar, parts_1_bar = Pair_reverse(Pair_ans_parts_0_bar, Pair_ans_parts_1_bar)
    x_bar[0] += parts_0_bar
    y_bar[1] = parts_1_bar
    items_bar = np.zeros_like(items)
    for j in reversed(range(len(items))):
        item_bar = values2_bar.pop()
        items_bar[j] = item_bar
    x_bar[0::2] += items_bar
    spread_mapped_ans_bar = list(list(u_bar)[: len(spread_mapped_ans)])  # u = ...
    values_bar = spread_mapped_reverse(values, spread_mapped_ans_bar)
    for k in reversed(range(min(len(x), len(y)))):
        item_bar2 = values_bar.pop()
        x_bar[k] += item_bar2[0]
        y_bar[k] += item_bar2[1]
    return x_bar, y_bar


def iter_reverse(ans_0_bar, ans_1_bar):
    return ans_0_bar, ans_1_bar


def Pair_reverse(ans_parts_0_bar, ans_parts_1_bar):
    list_parts_bar = [ans_parts_0_bar, ans_parts_1_bar]  # self.parts = list(parts)
    return list_parts_bar[0], list_parts_bar[1]


def mixed_reverse(a, b, ans_bar):
    a_bar = np.sin(b) * ans_bar  # return a * np.sin(b)
    b_bar = np.cos(b) * a * ans_bar
    return a_bar, b_bar


def spread_mapped_reverse(rows, ans_bar):
    found_bar = list(ans_bar)  # return found
    rows_bar = [[0.0, 0.0] for item in rows]
    for k in reversed(range(len(rows))):
        row = rows[k]
        # found.append(function(*row))
        row_0_bar, row_1_bar = mixed_reverse(row[0], row[1], found_bar.pop())
        rows_bar[k][0] += row_0_bar
        rows_bar[k][1] += row_1_bar
    return rows_bar
