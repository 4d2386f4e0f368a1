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
