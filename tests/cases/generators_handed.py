"""Generators and maps given to functions that go through them once."""

import math

import numpy as np

WRT = ("x", "scale")


def squares(values):
    for v in values:
        yield v * v


def norm(parts):
    return math.sqrt(sum(p * p for p in parts))


def mean(items, count=1):
    total = 0.0
    for k, item in enumerate(items):
        total += item / (k + count)
    return total


def spread(items):
    items = list(items)
    return max(items) - min(items)


class Total:
    def __init__(self, start):
        self.start = start

    def of(self, items):
        value = self.start
        for item in items:
            value += item * item
        return value


def generators_handed(x, scale):
    a = norm(v * scale for v in x)
    b = mean(squares(x), count=2)
    c = spread(map(lambda v: np.sin(v) * scale, x))
    offsets = (v - 0.1 for v in x if v > 0.0)
    return a * b + c * Total(scale).of(offsets)


def samples(rng):
    return [(rng.uniform(0.2, 1.5, size=4), 0.7), (np.array([0.5, -1.0, 1.5]), 1.3)]


# --- expected ---
import numpy as np

from tests.cases import generators_handed  # isort: skip


def generators_handed_grad(x, scale):
    """Gradient of `generators_handed` with respect to x and scale."""
    values = [v * scale for v in x]
    a = generators_handed.norm(values)
    squares_ans = squares(x)
    b = generators_handed.mean(squares_ans, count=2)
    c, saved = spread_forward(mapped(x, scale))
    values2 = [v - 0.1 for v in x if v > 0.0]

    # Reverse sweep
    a_bar = b  # return a * b + c * Total(scale).of(offsets)
    b_bar = a
    c_bar = generators_handed.Total(scale).of(values2)
    scale_bar, values2_bar = of_reverse(values2, c)
    x_bar = np.zeros_like(x)
    for j in reversed(range(len(x))):
        v3_bar = values2_bar.pop() if x[j] > 0.0 else 0.0
        x_bar[j] = v3_bar
    # c = spread(map(lambda v: np.sin(v) * scale, x))
    items_bar, scale_bar2 = mapped_reverse(x, scale, spread_reverse(saved, c_bar))
    x_bar += items_bar
    scale_bar += scale_bar2
    x_bar += squares_reverse(x, mean_reverse(squares_ans, 2, b_bar))  # b = mean(...)
    values_bar = norm_reverse(values, a, a_bar)  # a = norm(v * scale for v in x)
    for k in reversed(range(len(x))):
        product_bar = values_bar.pop()
        scale_bar += x[k] * product_bar
        x_bar[k] += scale * product_bar
    return x_bar, float(scale_bar)


def of_reverse(items, ans_bar):
    items_bar = [0.0] * len(items)  # return value
    for k in reversed(range(len(items))):
        item = items[k]
        item_bar = 2 * item * ans_bar  # value += item * item
        items_bar[k] = item_bar
    return ans_bar, items_bar


def spread_forward(items):
    items = list(items)
    max_items = max(items)
    min_items = min(items)
    return max_items - min_items, (items, max_items, min_items)


def spread_reverse(saved, ans_bar):
    items, max_items, min_items = saved
    share = ans_bar / (items.count(max_items) or 1)  # return max(items) - min(items)
    share2 = -ans_bar / (items.count(min_items) or 1)
    items_bar = [(x == max_items) * share for x in items]
    items_bar = [
        a + b
        for a, b in zip(
            items_bar, [(x == min_items) * share2 for x in items], strict=True
        )
    ]
    items_bar = list(items_bar)  # items = list(items)
    return items_bar


def mapped_reverse(items, scale, ans_bar):
    found_bar = list(ans_bar)  # return found
    items_bar = np.zeros_like(items)
    scale_bar = 0.0
    for k in reversed(range(len(items))):
        item = items[k]
        product_bar = found_bar.pop()  # found.append(function(item))
        items_bar[k] = np.cos(item) * scale * product_bar
        scale_bar += np.sin(item) * product_bar
    return items_bar, scale_bar


def mean_reverse(items, count, ans_bar):
    items_bar = [0.0] * len(items)  # return total
    for k in reversed(range(len(items))):
        item_bar = ans_bar / (k + count)  # total += item / (k + count)
        items_bar[k] = item_bar
    return items_bar


def squares_reverse(values, ans_bar):
    found_bar = list(ans_bar)
    values_bar = np.zeros_like(values)
    for k in reversed(range(len(values))):
        v = values[k]
        v_bar = 2 * v * found_bar.pop()  # yield v * v
        values_bar[k] = v_bar
    return values_bar


def norm_reverse(parts, ans, ans_bar):
    parts_bar = [0.0] * len(parts)  # return math.sqrt(sum(p * p for p in parts))
    for k in reversed(range(len(parts))):
        parts_bar[k] = parts[k] / ans * ans_bar
    return parts_bar


def squares(values):
    found = []
    for v in values:
        found.append(v * v)
    return found


def mapped(items, scale):
    found = []
    for item in items:
        found.append(np.sin(item) * scale)
    return found
