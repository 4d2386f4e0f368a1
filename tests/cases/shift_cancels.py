"""A maximum that is subtracted and cancels carries no derivative; another one does."""

import numpy as np


def shift_cancels(z, w, labels):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    weights = e / np.sum(e, axis=1, keepdims=True)
    top = np.max(w)
    soft = top + np.log(np.sum(np.exp(w - top)))
    scores = z - np.max(z, axis=1)[:, None]
    rows = np.arange(len(z))
    loss = np.mean(np.log(np.sum(np.exp(scores), axis=1)) - scores[rows, labels])
    across = np.exp(z - np.max(z, axis=0))  # the sum below is along the other axis
    stays = np.sum(across / np.sum(across, axis=1, keepdims=True) * w)
    return np.sum(weights * w) + soft + loss + stays


WRT = ("z", "w")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(4, 3)), rng.normal(size=3), rng.integers(3, size=4))]


# --- expected ---
import numpy as np


def shift_cancels_grad(z, w, labels):
    """Gradient of `shift_cancels` with respect to z and w."""
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    weights = e / np.sum(e, axis=1, keepdims=True)
    top = np.max(w)
    exp = np.exp(w - top)
    scores = z - np.max(z, axis=1)[:, None]
    rows = np.arange(len(z))
    exp_scores = np.exp(scores)
    sum_value = np.sum(exp_scores, axis=1)
    total = np.log(sum_value) - scores[rows, labels]
    max_z = np.max(z, axis=0)
    across = np.exp(z - max_z)  # the sum below is along the other axis
    sum_across = np.sum(across, axis=1, keepdims=True)

    # Reverse sweep
    weights_bar = np.broadcast_to(w, np.shape(weights))  # return np.sum(...) + ...
    w_bar = np.sum(weights, axis=0)
    # stays = np.sum(across / np.sum(across, axis=1, keepdims=True) * w)
    across_bar = (
        w - np.sum(across * w, axis=1, keepdims=True) / sum_across
    ) / sum_across
    w_bar += np.sum(across / sum_across, axis=0)
    sum_bar = across * across_bar  # across = np.exp(z - np.max(z, axis=0))
    top2 = z == max_z
    z_bar = sum_bar - top2 * np.sum(sum_bar, axis=0)[None, :] / np.sum(
        top2, axis=0, keepdims=True
    )
    sum_bar2 = 1.0 / len(total)  # loss = np.mean(...)
    scores_bar = exp_scores * (sum_bar2 / sum_value)[:, None]
    scores_bar[rows, labels] -= sum_bar2
    z_bar += scores_bar  # scores = z - np.max(z, axis=1)[:, None]
    w_bar += exp / np.sum(exp)  # soft = top + np.log(np.sum(np.exp(w - top)))
    # weights = e / np.sum(e, axis=1, keepdims=True)
    z_bar += weights * (
        weights_bar - np.sum(weights * weights_bar, axis=1, keepdims=True)
    )
    return z_bar, w_bar
