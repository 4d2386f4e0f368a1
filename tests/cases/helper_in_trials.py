"""A callee in a loop whose ways of saving are tried out: its helper is kept."""

import numpy as np


def scale(w, x):
    return w * x + w


def helper_in_trials(w, rows):
    total = 0.0
    for row in rows:
        total = total + np.sum(np.exp(scale(w, row)) * scale(w, row * total))
    return total


WRT = "w"


def samples(rng):
    return [(0.3 * rng.normal(size=(2, 1)), 0.3 * rng.normal(size=(3, 4)))]


# --- expected ---
import numpy as np

from tests.cases import helper_in_trials  # isort: skip


def helper_in_trials_grad(w, rows):
    """Gradient of `helper_in_trials` with respect to w."""
    total_stack = []
    total = 0.0
    for row in rows:
        total_stack.append(total)
        scale_ans = helper_in_trials.scale(w, row)
        scale_ans2 = helper_in_trials.scale(w, row * total)
        total = total + np.sum(np.exp(scale_ans) * scale_ans2)

    # Reverse sweep
    total_bar = 1.0  # return total
    w_bar = np.zeros_like(w)
    for row in reversed(rows):
        total = total_stack.pop()
        scale_ans = helper_in_trials.scale(w, row)
        scale_ans2 = helper_in_trials.scale(w, row * total)
        exp_scale_ans = np.exp(scale_ans)
        scale_ans_bar = exp_scale_ans * scale_ans2 * total_bar  # total = total + ...
        w_bar2, x_bar = scale_reverse(w, row * total, exp_scale_ans * total_bar)
        w_bar += w_bar2
        total_bar += np.sum(row * x_bar)
        w_bar += scale_reverse2(row, scale_ans_bar)
    return w_bar


def scale_reverse(w, x, ans_bar):
    # return w * x + w
    w_bar = np.sum(x * ans_bar, axis=1, keepdims=True) + np.sum(
        ans_bar, axis=1, keepdims=True
    )
    x_bar = np.sum(w * ans_bar, axis=0)
    return w_bar, x_bar


def scale_reverse2(x, ans_bar):
    # return w * x + w
    w_bar = np.sum(x * ans_bar, axis=1, keepdims=True) + np.sum(
        ans_bar, axis=1, keepdims=True
    )
    return w_bar
