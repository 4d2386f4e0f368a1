"""An object counts its calls; its arrays share memory, and none of them changes."""

import numpy as np


class Misfit:
    def __init__(self, data):
        self.data = data
        self.recent = data[1:]
        self.best = data
        self.count = 0

    def __call__(self, x):
        self.count += 1
        self.best = self.recent * x[0]
        return np.sum((x[1:] - self.recent) ** 2) + self.count * self.data[0] * x[0]


def counts_its_calls(misfit, x):
    return misfit(x) * misfit(2.0 * x) + np.sum(misfit.best)


WRT = "x"


def samples(rng):
    return [(Misfit(rng.normal(size=4)), rng.normal(size=4))]


# --- expected ---
import copy

import numpy as np


def counts_its_calls_grad(misfit, x):
    """Gradient of `counts_its_calls` with respect to x."""
    misfit = copy.copy(misfit)
    call_ans, saved2 = call_forward(misfit, x)
    call_ans2, saved = call_forward(misfit, 2.0 * x)

    # Reverse sweep
    best_bar = np.broadcast_to(1.0, np.shape(misfit.best))  # return misfit(x) * ...
    x_bar = 2.0 * call_reverse(misfit, 2.0 * x, saved, call_ans, best_bar)
    x_bar += call_reverse2(misfit, x, saved2, call_ans2)
    return x_bar


def call_forward(self, x):
    count_old = self.count
    self.count += 1
    best_old = self.best
    self.best = self.recent * x[0]
    ans = np.sum((x[1:] - self.recent) ** 2) + self.count * self.data[0] * x[0]
    return ans, (count_old, best_old)


def call_reverse(self, x, saved, ans_bar, best_bar):
    count_old, best_old = saved
    x_bar = np.zeros_like(x)  # return np.sum(...) + self.count * self.data[0] * x[0]
    x_bar[1:] = 2 * (x[1:] - self.recent) * ans_bar
    x_bar[0] = self.count * self.data[0] * ans_bar
    self.best = best_old
    x_bar[0] += np.sum(self.recent * best_bar)  # self.best = self.recent * x[0]
    self.count = count_old
    return x_bar


def call_reverse2(self, x, saved, ans_bar):
    count_old, best_old = saved
    x_bar = np.zeros_like(x)  # return np.sum(...) + self.count * self.data[0] * x[0]
    x_bar[1:] = 2 * (x[1:] - self.recent) * ans_bar
    x_bar[0] = self.count * self.data[0] * ans_bar
    self.best = best_old
    self.count = count_old
    return x_bar
