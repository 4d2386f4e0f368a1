"""Two arrays in a list, one read and one written, by an index that changes."""

import numpy as np


class Pair:
    def __init__(self, x):
        self.buffers = [x.copy(), 2.0 * x]
        self.now = 0

    def step(self, a):
        u, new = self.buffers[self.now], self.buffers[1 - self.now]
        new[1:] = a * u[:-1] * new[1:]
        self.now = 1 - self.now


def buffers_by_turns(x, a, steps):
    pair = Pair(x)
    for _ in range(steps):
        pair.step(a)
    return np.sum(pair.buffers[pair.now] ** 2)


WRT = ("x", "a")


def samples(rng):
    return [
        (rng.normal(size=4), 0.7, 5),
        (rng.normal(size=2), -1.2, 2),
        (np.ones(1), 0.5, 0),
    ]


# --- expected ---
import numpy as np

from tests.cases import buffers_by_turns  # isort: skip


def buffers_by_turns_grad(x, a, steps):
    """Gradient of `buffers_by_turns` with respect to x and a."""
    saved_stack = []
    pair = buffers_by_turns.Pair(x)
    for _ in range(steps):
        saved = step_forward(pair, a)
        saved_stack.append(saved)

    # Reverse sweep
    buffers_bar = [np.zeros_like(item) for item in pair.buffers]  # return np.sum(...)
    buffers_bar[pair.now] = buffers_bar[pair.now] + 2 * pair.buffers[pair.now]
    a_bar = 0.0
    for _ in reversed(range(steps)):
        saved = saved_stack.pop()
        buffers_bar, a_bar2 = step_reverse(pair, a, saved, buffers_bar)  # pair.step(a)
        a_bar += a_bar2
    x_bar = Pair_reverse(buffers_bar[0], buffers_bar[1])  # pair = Pair(x)
    return x_bar, float(a_bar)


def step_forward(self, a):
    self_old = self.buffers[1 - self.now][1:].copy()
    self.buffers[1 - self.now][1:] = (
        a * self.buffers[self.now][:-1] * self.buffers[1 - self.now][1:]
    )
    now_old = self.now
    self.now = 1 - self.now
    return self_old, now_old


def step_reverse(self, a, saved, buffers_bar):
    self_old, now_old = saved
    self.now = now_old
    self.buffers[1 - self.now][1:] = self_old
    self_section_bar = buffers_bar[1 - self.now][1:].copy()  # new[1:] = a * ...
    product_bar = self.buffers[1 - self.now][1:] * self_section_bar
    buffers_bar[1 - self.now] = buffers_bar[1 - self.now].copy()
    buffers_bar[1 - self.now][1:] = a * self.buffers[self.now][:-1] * self_section_bar
    a_bar = np.sum(self.buffers[self.now][:-1] * product_bar)
    buffers_bar[self.now] = buffers_bar[self.now].copy()
    buffers_bar[self.now][:-1] += a * product_bar
    return buffers_bar, a_bar


def Pair_reverse(ans_buffers_0_bar, ans_buffers_1_bar):
    x_bar = ans_buffers_0_bar + 2.0 * ans_buffers_1_bar  # self.buffers = [...]
    return x_bar
