"""Maxima of blocks, as many as go into each axis, and heads that share the columns."""

import numpy as np


def pooled_and_weighed(x, w, heads):
    n, m = x.shape
    pooled = np.zeros((n // 2, m // 2))
    for i in range(n // 2):
        for j in range(m // 2):
            pooled[i, j] = np.max(x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2])
    width = m // heads
    parts = x.reshape(n, heads, width).transpose(1, 0, 2)
    scores = parts @ (parts * parts).transpose(0, 2, 1)
    flat = np.ones(n * heads) * x[0, 0]
    return np.sum(w * pooled) + np.sum(scores**2) + np.sum(flat * np.ones(heads * n))


WRT = ("x", "w")
LIKE = True


def samples(rng):
    return [
        (rng.normal(size=(4, 6)), rng.normal(size=(2, 3)), 3),
        (rng.normal(size=(5, 6)), rng.normal(size=(2, 3)), 2),
        (rng.normal(size=(2, 4)), rng.normal(size=(1, 2)), 1),
    ]


# --- expected ---
import numpy as np


def pooled_and_weighed_grad(x, w, heads):
    """Gradient of `pooled_and_weighed` with respect to x and w."""
    n, m = x.shape
    pooled = np.zeros((n // 2, m // 2))
    for i in range(n // 2):
        for j in range(m // 2):
            pooled[i, j] = np.max(x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2])
    width = m // heads
    parts = x.reshape(n, heads, width).transpose(1, 0, 2)
    transpose = (parts * parts).transpose(0, 2, 1)
    scores = parts @ transpose

    # Reverse sweep
    w_bar = pooled.copy()  # return np.sum(w * pooled) + np.sum(scores**2) + np.sum(...)
    pooled_bar = w.copy()
    scores_bar = 2 * scores
    flat_bar = np.ones(heads * n)
    x_bar = np.zeros_like(x)  # flat = np.ones(n * heads) * x[0, 0]
    x_bar[0, 0] = np.ones(n * heads) @ flat_bar
    # scores = parts @ (parts * parts).transpose(0, 2, 1)
    product_bar = np.transpose(np.swapaxes(parts, -1, -2) @ scores_bar, (0, 2, 1))
    parts_bar = scores_bar @ np.swapaxes(transpose, -1, -2) + 2 * parts * product_bar
    x_bar += np.reshape(np.transpose(parts_bar, (1, 0, 2)), np.shape(x))  # parts = ...
    for i in reversed(range(n // 2)):
        for j in reversed(range(m // 2)):
            # pooled[i, j] = np.max(x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2])
            top = x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2] == pooled[i, j]
            x_bar[2 * i : 2 * i + 2, 2 * j : 2 * j + 2] += (
                top * pooled_bar[i, j] / np.sum(top)
            )
    return x_bar, w_bar
