"""A named tuple where any sequence will do: in `sum`, `zip`, a loop, an array."""

import math
from typing import NamedTuple

import numpy as np


class Point(NamedTuple):
    x: float
    y: float

    def scaled(self, by):
        return Point(by * self.x, by * self.y)


def spread(x, a):
    p = Point(x[0], a)
    q = p.scaled(x[1])
    t = sum(p) * math.dist(p, q)
    for c, d in zip(p, q):
        t += c * d
    by_name = q._asdict()
    return t + np.sum(np.array(q) ** 2) * by_name["y"] + max(p)


WRT = ("x", "a")


def samples(rng):
    return [(np.array([0.7, 1.3]), 0.4)]


# --- expected ---
import math

import numpy as np

from tests.cases import named_tuple_as_sequence  # isort: skip


def spread_grad(x, a):
    """Gradient of `spread` with respect to x and a."""
    p = named_tuple_as_sequence.Point(x[0], a)
    q = p.scaled(x[1])
    items = [p.x, p.y]
    items2 = [q.x, q.y]
    by_name = {"x": q.x, "y": q.y}
    array = np.array((q.x, q.y))

    # Reverse sweep
    x_bar4, y_bar = 2 * array * by_name["y"]  # return t + np.sum(...) * ...
    y_bar2 = np.sum(array**2)
    x_bar2 = 0.5 if p.x == p.y else (p.x > p.y) * 1.0
    y_bar3 = 0.5 if p.x == p.y else (p.y > p.x) * 1.0
    y_bar += y_bar2  # by_name = q._asdict()
    items_0_bar = 0.0
    items_1_bar = 0.0
    items2_0_bar = 0.0
    items2_1_bar = 0.0
    for k in reversed(range(min(len(items), len(items2)))):
        c = items[k]
        d = items2[k]
        c_bar = d  # t += c * d
        d_bar = c
        items2_0_bar += d_bar if k % 2 == 0 else 0.0
        items2_1_bar += d_bar if k % 2 == 1 else 0.0
        items_0_bar += c_bar if k % 2 == 0 else 0.0
        items_1_bar += c_bar if k % 2 == 1 else 0.0
    x_bar4 += items2_0_bar
    y_bar += items2_1_bar
    x_bar2 += items_0_bar
    y_bar3 += items_1_bar
    dist_bar = sum((p.x, p.y)) * 1.0  # t = sum(p) * math.dist(p, q)
    scale = dist_bar / (
        math.dist((p.x, p.y), (q.x, q.y))
        if math.dist((p.x, p.y), (q.x, q.y)) != 0
        else 1
    )
    x_bar2 += math.dist((p.x, p.y), (q.x, q.y)) * 1.0 + (p.x - q.x) * scale
    y_bar3 += math.dist((p.x, p.y), (q.x, q.y)) * 1.0 + (p.y - q.y) * scale
    x_bar4 += (q.x - p.x) * scale
    y_bar += (q.y - p.y) * scale
    x_bar3, y_bar4, by_bar = scaled_reverse(p, x[1], x_bar4, y_bar)  # q = p.scaled(...)
    x_bar2 += x_bar3
    y_bar3 += y_bar4
    x_bar = np.zeros_like(x)
    x_bar[1] = by_bar
    x_bar[0] = x_bar2  # p = Point(x[0], a)
    a_bar = y_bar3
    return x_bar, float(a_bar)


def scaled_reverse(self, by, ans_x_bar, ans_y_bar):
    by_bar = self.x * ans_x_bar + self.y * ans_y_bar  # return Point(...)
    x_bar = by * ans_x_bar
    y_bar = by * ans_y_bar
    return x_bar, y_bar, by_bar
