"""A method draws a mask from a generator that its object holds: it is drawn once."""

import numpy as np


class Dropout:
    def __init__(self, rate, seed):
        self.rate = rate
        self.rng = np.random.default_rng(seed)

    def __call__(self, x):
        mask = self.rng.random(x.shape) > self.rate
        return x * mask / (1.0 - self.rate)


class Dense:
    def __init__(self, w):
        self.w = w

    def __call__(self, x):
        return np.tanh(x @ self.w)


def draws_in_object(w, x):
    drop = Dropout(0.3, seed=1)
    hidden = drop(Dense(w)(x))
    for _ in range(2):
        hidden = drop(hidden)
    return np.sum(hidden * hidden)


WRT = ("w", "x")
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=(3, 4)), rng.normal(size=(5, 3)))]


# --- expected ---
from tests.cases import draws_in_object  # isort: skip


def draws_in_object_grad(w, x):
    """Gradient of `draws_in_object` with respect to w and x."""
    saved_stack = []
    drop = draws_in_object.Dropout(0.3, seed=1)
    dense_w = draws_in_object.Dense(w)
    call_ans = dense_w(x)
    hidden, saved2 = call_forward(drop, call_ans)
    for _ in range(2):
        hidden, saved = call_forward(drop, hidden)
        saved_stack.append(saved)

    # Reverse sweep
    hidden_bar = 2 * hidden  # return np.sum(hidden * hidden)
    for _ in reversed(range(2)):
        saved = saved_stack.pop()
        hidden_bar = call_reverse(drop, saved, hidden_bar)  # hidden = drop(hidden)
    call_ans_bar = call_reverse(drop, saved2, hidden_bar)  # hidden = drop(Dense(w)(x))
    w_bar, x_bar = call_reverse2(dense_w, x, call_ans, call_ans_bar)
    return w_bar, x_bar


def call_forward(self, x):
    mask = self.rng.random(x.shape) > self.rate
    return x * mask / (1.0 - self.rate), mask


def call_reverse(self, mask, ans_bar):
    x_bar = mask * (ans_bar / (1.0 - self.rate))  # return x * mask / (1.0 - self.rate)
    return x_bar


def call_reverse2(self, x, ans, ans_bar):
    product_bar = (1 - ans**2) * ans_bar  # return np.tanh(x @ self.w)
    x_bar = product_bar @ self.w.T
    w_bar = x.T @ product_bar
    return w_bar, x_bar
