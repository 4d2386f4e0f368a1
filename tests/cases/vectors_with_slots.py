"""A class with `__slots__` whose operators make new objects."""

import numpy as np


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    @classmethod
    def polar(cls, radius, angle):
        return cls(radius * np.cos(angle), radius * np.sin(angle))

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    @property
    def norm(self):
        return np.sqrt(self.x * self.x + self.y * self.y)


def vectors_with_slots(radius, angle):
    position, speed = Vector.polar(radius, angle), Vector(0.0, 1.0)
    for _ in range(3):
        speed = speed + position * (-0.1 / position.norm)
        position = position + 0.1 * speed
    return position.norm


WRT = ("radius", "angle")


def samples(rng):
    return [(1.3, 0.4)]


# --- expected ---
import numpy as np

from tests.cases import vectors_with_slots  # isort: skip


def vectors_with_slots_grad(radius, angle):
    """Gradient of `vectors_with_slots` with respect to radius and angle."""
    position_stack = []
    polar_ans = vectors_with_slots.Vector.polar(radius, angle)
    position, speed = polar_ans, vectors_with_slots.Vector(0.0, 1.0)
    for _ in range(3):
        position_stack.append(position)
        norm_ans = position.norm
        speed = speed + position * (-0.1 / norm_ans)
        position = position + 0.1 * speed

    # Reverse sweep
    x_bar, y_bar = norm_reverse(position, position.norm, 1.0)  # return position.norm
    x_bar4 = 0.0
    y_bar4 = 0.0
    for _ in reversed(range(3)):
        position = position_stack.pop()
        norm_ans = position.norm
        x_bar, y_bar, x_bar2, y_bar2 = add_reverse(x_bar, y_bar)  # position = ...
        x_bar3, y_bar3 = mul_reverse(0.1, x_bar2, y_bar2)
        x_bar4 += x_bar3
        y_bar4 += y_bar3
        x_bar4, y_bar4, x_bar5, y_bar5 = add_reverse(x_bar4, y_bar4)  # speed = ...
        x_bar6, y_bar6, factor_bar = mul_reverse2(
            position, -0.1 / norm_ans, x_bar5, y_bar5
        )
        x_bar += x_bar6
        y_bar += y_bar6
        norm_ans_bar = 0.1 / norm_ans / norm_ans * factor_bar
        x_bar7, y_bar7 = norm_reverse(position, norm_ans, norm_ans_bar)
        x_bar += x_bar7
        y_bar += y_bar7
    # position, speed = Vector.polar(radius, angle), Vector(0.0, 1.0)
    radius_bar, angle_bar = polar_reverse(radius, angle, x_bar, y_bar)
    return float(radius_bar), float(angle_bar)


def norm_reverse(self, ans, ans_bar):
    sum_bar = 0.5 / ans * ans_bar  # return np.sqrt(self.x * self.x + self.y * self.y)
    x_bar = 2 * self.x * sum_bar
    y_bar = 2 * self.y * sum_bar
    return x_bar, y_bar


def add_reverse(ans_x_bar, ans_y_bar):
    return ans_x_bar, ans_y_bar, ans_x_bar, ans_y_bar


def mul_reverse(factor, ans_x_bar, ans_y_bar):
    x_bar = factor * ans_x_bar  # return Vector(self.x * factor, self.y * factor)
    y_bar = factor * ans_y_bar
    return x_bar, y_bar


def mul_reverse2(self, factor, ans_x_bar, ans_y_bar):
    x_bar = factor * ans_x_bar  # return Vector(self.x * factor, self.y * factor)
    factor_bar = self.x * ans_x_bar + self.y * ans_y_bar
    y_bar = factor * ans_y_bar
    return x_bar, y_bar, factor_bar


def polar_reverse(radius, angle, ans_x_bar, ans_y_bar):
    cos_angle = np.cos(angle)  # return cls(...)
    sin_angle = np.sin(angle)
    radius_bar = cos_angle * ans_x_bar + sin_angle * ans_y_bar
    angle_bar = cos_angle * radius * ans_y_bar - sin_angle * radius * ans_x_bar
    return radius_bar, angle_bar
