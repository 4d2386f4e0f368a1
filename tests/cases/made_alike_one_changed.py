"""Two objects are made alike, and one of them changes: they are made one by one."""

import numpy as np

WRT = "x"
MODE = "jvp"


class Tank:
    def __init__(self, level, area):
        self.level = level
        self.area = area


def made_alike_one_changed(x):
    tanks = [Tank(1.0, 2.0), Tank(1.0, 2.0)]
    back = tanks[::-1]
    back[0].level = x[0] * x[1]
    rows = [[0.5, 1.0], [0.5, 1.0]]
    rows[::-1][0][0] = x[2]
    return np.sum(tanks[1].level * x) + tanks[0].level * rows[1][0] * rows[0][0]


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import made_alike_one_changed  # isort: skip


def made_alike_one_changed_jvp(x, *, tangents):
    """Value of `made_alike_one_changed` and its tangent, for tangents of x."""
    x_dot = tangents
    tank = made_alike_one_changed.Tank(1.0, 2.0)
    tanks_dot = [
        instance(made_alike_one_changed.Tank, level=0.0, area=0.0),
        instance(made_alike_one_changed.Tank, level=0.0, area=0.0),
    ]
    tanks = [tank, made_alike_one_changed.Tank(1.0, 2.0)]
    back_dot = tanks_dot[::-1]
    back = tanks[::-1]
    back_dot[0].level = x[1] * x_dot[0] + x[0] * x_dot[1]
    back[0].level = x[0] * x[1]
    rows_dot = [[0.0, 0.0], [0.0, 0.0]]
    rows = [[0.5, 1.0], [0.5, 1.0]]
    rows_dot[::-1][0][0] = x_dot[2]
    rows[::-1][0][0] = x[2]
    ans_dot = (
        np.sum(x * tanks_dot[1].level + tanks[1].level * x_dot)
        + rows[0][0] * tanks[0].level * rows_dot[1][0]
    )
    return np.sum(tanks[1].level * x) + tanks[0].level * rows[1][0] * rows[0][
        0
    ], ans_dot


def instance(cls, **attributes):
    """An object of a class with these attributes, made without its `__init__`."""
    made = cls.__new__(cls)
    for name, value in attributes.items():
        object.__setattr__(made, name, value)
    return made
