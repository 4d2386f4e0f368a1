"""Conditions on the class of a value, by `type(x) is C` and its kin."""


class Point:
    def __init__(self, position):
        self.position = position


def level(x):
    if type(x) is Point:
        x = x.position
    if type(x) in (list, tuple):
        return x[0] * x[1]
    if type(x) is float:
        return x * x
    return sum([v**2 for v in x])


def asked_by_type(x, a):
    return level(x) * level(Point(2.0 * x)) * level([a, x[0]]) + level(a)


WRT = ("x", "a")


def samples(rng):
    return [(rng.normal(size=3), 0.7)]


# --- expected ---
import numpy as np

from tests.cases import asked_by_type  # isort: skip


def asked_by_type_grad(x, a):
    """Gradient of `asked_by_type` with respect to x and a."""
    level_ans = asked_by_type.level(x)
    level_ans2, saved = level_forward(asked_by_type.Point(2.0 * x))
    level_ans3 = asked_by_type.level([a, x[0]])

    # Reverse sweep
    a_bar = level_reverse(a, 1.0)  # return level(x) * level(...) * level(...) + ...
    x_0_bar, x_1_bar = level_reverse2([a, x[0]], level_ans * level_ans2)
    a_bar += x_0_bar
    x_bar = np.zeros_like(x)
    x_bar[0] = x_1_bar
    x_bar += 2.0 * level_reverse3(saved, level_ans * level_ans3)
    x_bar += level_reverse3(x, level_ans2 * level_ans3)
    return x_bar, float(a_bar)


def level_reverse(x, ans_bar):
    x_bar = 2 * x * ans_bar  # return x * x
    return x_bar


def level_reverse2(x, ans_bar):
    x_0_bar = x[1] * ans_bar  # return x[0] * x[1]
    x_1_bar = x[0] * ans_bar
    return x_0_bar, x_1_bar


def level_forward(x):
    x = x.position
    values = []
    for k in range(len(x)):
        values.append(x[k] ** 2)
    return sum(values), x


def level_reverse3(x, ans_bar):
    x_bar = np.zeros_like(x)  # return sum([v**2 for v in x])
    for k in reversed(range(len(x))):
        x_bar[k] = 2 * x[k] * ans_bar
    return x_bar
