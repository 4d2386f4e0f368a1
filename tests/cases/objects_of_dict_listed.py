"""The objects of a dict as a list, one of which changes."""

import numpy as np


class Cell:
    def __init__(self, w):
        self.w = w

    def grow(self, s):
        self.w = self.w * s
        return s * s


def objects_of_dict_listed(w, s):
    cells = {"a": Cell(w), "b": Cell(2.0 * w)}
    listed = list(cells.values())
    square = listed[1].grow(s)
    return np.sum(listed[1].w * listed[0].w) + square


WRT = ("w", "s")


def samples(rng):
    return [(rng.normal(size=3), 0.3)]


# --- expected ---
import numpy as np

from tests.cases import objects_of_dict_listed  # isort: skip


def objects_of_dict_listed_grad(w, s):
    """Gradient of `objects_of_dict_listed` with respect to w and s."""
    cells = {
        "a": objects_of_dict_listed.Cell(w),
        "b": objects_of_dict_listed.Cell(2.0 * w),
    }
    listed = list(cells.values())
    _square, saved = grow_forward(listed[1], s)

    # Reverse sweep
    w_bar5 = listed[0].w.copy()  # return np.sum(listed[1].w * listed[0].w) + square
    w_bar2 = listed[1].w.copy()
    w_bar5, s_bar = grow_reverse(listed[1], s, saved, 1.0, w_bar5)  # square = ...
    list_value_bar = [{"w": w_bar2}, {"w": w_bar5}]  # listed = list(cells.values())
    w_bar3 = list_value_bar[0]["w"]
    w_bar4 = list_value_bar[1]["w"]
    w_bar = w_bar3 + 2.0 * w_bar4  # cells = {"a": Cell(w), "b": Cell(2.0 * w)}
    return w_bar, float(s_bar)


def grow_forward(self, s):
    w_old = self.w
    self.w = self.w * s
    return s * s, w_old


def grow_reverse(self, s, w_old, ans_bar, w_bar):
    s_bar = 2 * s * ans_bar  # return s * s
    self.w = w_old
    s_bar += np.sum(self.w * w_bar)  # self.w = self.w * s
    w_bar = s * w_bar
    return w_bar, s_bar
