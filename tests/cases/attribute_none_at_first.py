"""Methods put arrays where there was None; their adjoints are as large as they."""

import numpy as np


class Weights:
    def __init__(self, w):
        self.w = w
        self.shifted = None

    def shift(self, s):
        self.shifted = self.w + s
        return s * s


def attribute_none_at_first(w, s):
    weights = Weights(w)
    square = weights.shift(s)
    return np.sum(weights.shifted) + square


WRT = ("w", "s")


def samples(rng):
    return [(rng.normal(size=3), 0.3)]


# --- expected ---
import numpy as np

from tests.cases import attribute_none_at_first  # isort: skip


def attribute_none_at_first_grad(w, s):
    """Gradient of `attribute_none_at_first` with respect to w and s."""
    weights = attribute_none_at_first.Weights(w)
    _square, saved = shift_forward(weights, s)

    # Reverse sweep
    # square = weights.shift(s)
    shifted_bar = (
        0.0 if weights.shifted is None else 1.0 + np.zeros_like(weights.shifted)
    )
    w_bar2, s_bar = shift_reverse(weights, s, saved, 1.0, shifted_bar)
    w_bar = w_bar2.copy()  # weights = Weights(w)
    return w_bar, float(s_bar)


def shift_forward(self, s):
    shifted_old = self.shifted
    self.shifted = self.w + s
    return s * s, shifted_old


def shift_reverse(self, s, shifted_old, ans_bar, shifted_bar):
    s_bar = 2 * s * ans_bar  # return s * s
    self.shifted = shifted_old
    s_bar += np.sum(shifted_bar)  # self.shifted = self.w + s
    return shifted_bar, s_bar
