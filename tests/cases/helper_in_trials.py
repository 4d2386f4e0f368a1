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
    w_bar2 = np.zeros_like(w)
    for row in reversed(rows):
        total = total_stack.pop()
        scale_ans = helper_in_trials.scale(w, row)
        scale_ans2 = helper_in_trials.scale(w, row * total)
        exp_scale_ans = np.exp(scale_ans)
        product = exp_scale_ans * scale_ans2
        # total = total + np.sum(np.exp(scale(w, row)) * scale(w, row * total))
        scale_ans_bar = exp_scale_ans * unbroadcast(
            np.broadcast_to(scale_ans2 * total_bar, np.shape(product)), scale_ans
        )
        scale_ans2_bar = unbroadcast(
            np.broadcast_to(exp_scale_ans * total_bar, np.shape(product)), scale_ans2
        )
        w_bar, x_bar = scale_reverse(w, row * total, scale_ans2_bar)
        w_bar2 += w_bar
        total_bar += np.sum(row * x_bar)
        w_bar2 += scale_reverse2(w, row, scale_ans_bar)
    return w_bar2


def scale_reverse(w, x, ans_bar):
    w_bar = unbroadcast(x * ans_bar, w) + unbroadcast(ans_bar, w)  # return w * x + w
    x_bar = unbroadcast(w * ans_bar, x)
    return w_bar, x_bar


def scale_reverse2(w, x, ans_bar):
    w_bar = unbroadcast(x * ans_bar, w) + unbroadcast(ans_bar, w)  # return w * x + w
    return w_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
