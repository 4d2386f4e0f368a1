"""Records made of sequences of any length: each field gets a name of its own."""

from collections import namedtuple
from dataclasses import dataclass

import numpy as np

Pair = namedtuple("Pair", "first second")


@dataclass(frozen=True)
class Rotation:
    w: float
    x: float
    y: float

    @classmethod
    def around(cls, axis, angle):
        return cls(np.cos(angle), *(np.sin(angle) * a for a in axis))

    def times(self, other):
        return Rotation(self.w * other, *self.vector() * other)

    def vector(self):
        return np.array([self.x, self.y])


def records_spread(x, angle):
    pair = Pair(*x[:2])
    made = Pair._make(np.sin(x[1:]))
    other = type(made)(*[v * v for v in made])
    turned = Rotation.around(x[:2], angle).times(x[2])
    return pair.first * made.second + other.first * turned.y + turned.w * pair.second


WRT = ("x", "angle")


def samples(rng):
    return [(rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np

from tests.cases import records_spread  # isort: skip


def records_spread_grad(x, angle):
    """Gradient of `records_spread` with respect to x and angle."""
    first, second = x[:2]
    pair = records_spread.Pair(first, second)
    first2, second2 = np.sin(x[1:])
    made = records_spread.Pair(first2, second2)
    values = []
    items = [made.first, made.second]
    for v in items:
        values.append(v * v)
    first3, second3 = values
    other = type(made)(first3, second3)
    around_ans = records_spread.Rotation.around(x[:2], angle)
    turned = around_ans.times(x[2])

    # Reverse sweep
    first_bar = made.second  # return pair.first * made.second + other.first * ...
    second_bar = pair.first
    first_bar2 = turned.y
    y_bar = other.first
    w_bar = pair.second
    second_bar2 = turned.w
    # turned = Rotation.around(x[:2], angle).times(x[2])
    w_bar2, x_bar2, y_bar2, other_bar = times_reverse(around_ans, x[2], w_bar, y_bar)
    x_bar = np.zeros_like(x)
    x_bar[2] = other_bar
    axis_bar, angle_bar = around_reverse(x[:2], angle, w_bar2, x_bar2, y_bar2)
    x_bar[:2] = axis_bar
    values_bar = [first_bar2, 0.0]  # other = type(made)(*[v * v for v in made])
    first_bar3 = 0.0
    items_1_bar = 0.0
    for k in reversed(range(len(items))):
        v = items[k]
        v_bar = 2 * v * values_bar.pop()
        first_bar3 += v_bar if k % 2 == 0 else 0.0
        items_1_bar += v_bar if k % 2 == 1 else 0.0
    second_bar += items_1_bar
    x_bar[1:] += np.cos(x[1:]) * np.array([first_bar3, second_bar])  # made = ...
    x_bar[:2] += np.array([first_bar, second_bar2])  # pair = Pair(*x[:2])
    return x_bar, float(angle_bar)


def vector_reverse(ans_bar):
    x_bar, y_bar = ans_bar  # return np.array([self.x, self.y])
    return x_bar, y_bar


def times_reverse(self, other, ans_w_bar, ans_y_bar):
    vector_ans = self.vector()
    x, y = vector_ans * other
    records_spread.Rotation(self.w * other, x, y)

    # Reverse sweep
    w_bar = other * ans_w_bar  # return Rotation(self.w * other, *self.vector() * other)
    other_bar = self.w * ans_w_bar
    product_bar = np.array([0.0, ans_y_bar])
    other_bar += vector_ans @ product_bar
    x_bar, y_bar = vector_reverse(other * product_bar)
    return w_bar, x_bar, y_bar, other_bar


def around_reverse(axis, angle, ans_w_bar, ans_x_bar, ans_y_bar):
    angle_bar = -np.sin(angle) * ans_w_bar  # return cls(...)
    values_bar = [ans_x_bar, ans_y_bar]
    axis_bar = np.zeros_like(axis)
    for k in reversed(range(len(axis))):
        product_bar = values_bar.pop()
        angle_bar += np.cos(angle) * axis[k] * product_bar
        axis_bar[k] = np.sin(angle) * product_bar
    return axis_bar, angle_bar
