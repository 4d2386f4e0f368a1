"""A soft dynamic programme over a table that is filled row by row."""

import numpy as np


def viterbi_soft(emit, move):
    n, k = emit.shape
    score = np.zeros((n, k))
    score[0] = emit[0]
    for t in range(1, n):
        for j in range(k):
            paths = score[t - 1] + move[:, j]
            score[t, j] = emit[t, j] + np.log(np.sum(np.exp(paths)))
    return np.log(np.sum(np.exp(score[-1])))


WRT = ("emit", "move")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(4, 2)), rng.normal(size=(2, 2)))]


# --- expected ---
import numpy as np


def viterbi_soft_grad(emit, move):
    """Gradient of `viterbi_soft` with respect to emit and move."""
    n, k = emit.shape
    score = np.zeros((n, k))
    score[0] = emit[0]
    for t in range(1, n):
        for j in range(k):
            paths = score[t - 1] + move[:, j]
            score[t, j] = emit[t, j] + np.log(np.sum(np.exp(paths)))
    exp = np.exp(score[-1])

    # Reverse sweep
    score_bar = np.zeros_like(score)  # return np.log(np.sum(np.exp(score[-1])))
    score_bar[-1] = exp / np.sum(exp)
    emit_bar = np.zeros_like(emit)
    move_bar = np.zeros_like(move)
    for t in reversed(range(1, n)):
        for j in reversed(range(k)):
            paths = score[t - 1] + move[:, j]
            exp_paths = np.exp(paths)  # score[t, j] = emit[t, j] + np.log(...)
            emit_bar[t, j] = score_bar[t, j]
            paths_bar = exp_paths * (score_bar[t, j] / np.sum(exp_paths))
            score_bar[t - 1] += paths_bar  # paths = score[t - 1] + move[:, j]
            move_bar[:, j] += paths_bar
    emit_bar[0] += score_bar[0]  # score[0] = emit[0]
    return emit_bar, move_bar
