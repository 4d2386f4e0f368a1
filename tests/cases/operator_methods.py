"""Objects with operators, that are built, added, scaled, indexed and iterated over."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Vec:
    x: float
    y: float

    def __add__(self, other):
        if isinstance(other, Vec):
            return Vec(self.x + other.x, self.y + other.y)
        return NotImplemented

    def __radd__(self, number):
        return Vec(self.x + number, self.y + number)

    def __mul__(self, factor):
        return Vec(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __abs__(self):
        return np.sqrt(self @ self)

    def __getitem__(self, k):
        return self.x if k == 0 else self.y

    def __iter__(self):
        return iter((self.y, self.x))


def operator_methods(a, b):
    u = Vec(a, b)
    v = u * a + 2.0 * u + -Vec(b, 1.0)
    v += u
    first, second = v
    return abs(v) * v[0] + (a + u) @ v + first * second


WRT = ("a", "b")


def samples(rng):
    return [(0.4, 1.2)]


# --- expected ---
from tests.cases import operator_methods  # isort: skip


def operator_methods_grad(a, b):
    """Gradient of `operator_methods` with respect to a and b."""
    u = operator_methods.Vec(a, b)
    add_ans = u * a + 2.0 * u
    v = add_ans + -operator_methods.Vec(b, 1.0)
    v = v + u
    first, second = tuple(v)
    abs_ans = abs(v)
    getitem_ans = v[0]

    # Reverse sweep
    first_bar = second  # return abs(v) * v[0] + (a + u) @ v + first * second
    second_bar = first
    x_bar, y_bar, x_bar2, y_bar2 = matmul_reverse(a + u, v, 1.0)
    x_bar3, y_bar3, a_bar = radd_reverse(x_bar, y_bar)
    x_bar4, y_bar4 = getitem_reverse(0, abs_ans)
    x_bar2 += x_bar4
    y_bar2 += y_bar4
    x_bar5, y_bar5 = abs_reverse(v, abs_ans, getitem_ans)
    x_bar2 += x_bar5
    y_bar2 += y_bar5
    x_bar6, y_bar6 = iter_reverse(first_bar, second_bar)  # first, second = v
    x_bar2 += x_bar6
    y_bar2 += y_bar6
    x_bar2, y_bar2, x_bar7, y_bar7 = add_reverse(x_bar2, y_bar2)  # v += u
    x_bar3 += x_bar7
    y_bar3 += y_bar7
    x_bar8, y_bar8, x_bar9 = add_reverse2(x_bar2, y_bar2)  # v = u * a + 2.0 * u + ...
    b_bar = neg_reverse(x_bar9)
    x_bar10, y_bar9, x_bar11, y_bar10 = add_reverse(x_bar8, y_bar8)
    x_bar12, y_bar11 = mul_reverse(2.0, x_bar11, y_bar10)
    x_bar3 += x_bar12
    y_bar3 += y_bar11
    x_bar13, y_bar12, factor_bar = mul_reverse2(u, a, x_bar10, y_bar9)
    x_bar3 += x_bar13
    y_bar3 += y_bar12
    a_bar += factor_bar
    a_bar += x_bar3  # u = Vec(a, b)
    b_bar += y_bar3
    return float(a_bar), float(b_bar)


def matmul_reverse(self, other, ans_bar):
    x_bar = other.x * ans_bar  # return self.x * other.x + self.y * other.y
    x_bar2 = self.x * ans_bar
    y_bar = other.y * ans_bar
    y_bar2 = self.y * ans_bar
    return x_bar, y_bar, x_bar2, y_bar2


def radd_reverse(ans_x_bar, ans_y_bar):
    number_bar = ans_x_bar + ans_y_bar  # return Vec(self.x + number, self.y + number)
    return ans_x_bar, ans_y_bar, number_bar


def getitem_reverse(k, ans_bar):
    x_bar = ans_bar if k == 0 else 0.0  # return self.x if k == 0 else self.y
    y_bar = 0.0 if k == 0 else ans_bar
    return x_bar, y_bar


def abs_reverse(self, ans, ans_bar):
    # return np.sqrt(self @ self)
    x_bar, y_bar, x_bar2, y_bar2 = matmul_reverse(self, self, 0.5 / ans * ans_bar)
    x_bar += x_bar2
    y_bar += y_bar2
    return x_bar, y_bar


def iter_reverse(ans_0_bar, ans_1_bar):
    return ans_1_bar, ans_0_bar


def add_reverse(ans_x_bar, ans_y_bar):
    return ans_x_bar, ans_y_bar, ans_x_bar, ans_y_bar


def add_reverse2(ans_x_bar, ans_y_bar):
    return ans_x_bar, ans_y_bar, ans_x_bar


def neg_reverse(ans_x_bar):
    x_bar = -ans_x_bar  # return Vec(-self.x, -self.y)
    return x_bar


def mul_reverse(factor, ans_x_bar, ans_y_bar):
    x_bar = factor * ans_x_bar  # return Vec(self.x * factor, self.y * factor)
    y_bar = factor * ans_y_bar
    return x_bar, y_bar


def mul_reverse2(self, factor, ans_x_bar, ans_y_bar):
    x_bar = factor * ans_x_bar  # return Vec(self.x * factor, self.y * factor)
    factor_bar = self.x * ans_x_bar + self.y * ans_y_bar
    y_bar = factor * ans_y_bar
    return x_bar, y_bar, factor_bar
