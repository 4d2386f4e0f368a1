"""A length's root is no divisor that could be zero where nothing is asked for."""

import numpy as np

WRT = ("q", "k", "v")
LIKE = True


def masked_attention(q, k, v):
    scores = q @ k.T / np.sqrt(q.shape[-1])
    scores = np.where(np.tri(len(q)) == 1, scores, -1e9)
    p = np.exp(scores - scores.max(axis=-1, keepdims=True))
    p = p / p.sum(axis=-1, keepdims=True)
    return np.sum((p @ v) ** 2)


def samples(rng):
    yield rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), rng.normal(size=(4, 2))


# --- expected ---
import numpy as np


def masked_attention_grad(q, k, v):
    """Gradient of `masked_attention` with respect to q, k and v."""
    scores = q @ k.T / np.sqrt(q.shape[-1])
    value = np.tri(len(q)) == 1
    scores = np.where(value, scores, -1e9)
    p = np.exp(scores - scores.max(axis=-1, keepdims=True))
    sum_value = p.sum(axis=-1, keepdims=True)
    p_old = p
    p = p / sum_value

    # Reverse sweep
    product_bar = 2 * (p @ v)  # return np.sum((p @ v) ** 2)
    p_bar = product_bar @ v.T
    v_bar = p.T @ product_bar
    p_bar = (p_bar - np.sum(p * p_bar, axis=1, keepdims=True)) / sum_value  # p = ...
    scores_bar = p_old * p_bar  # p = np.exp(...)
    scores_bar = np.where(value, scores_bar, 0)  # scores = np.where(...)
    product_bar2 = scores_bar / np.sqrt(q.shape[-1])  # scores = q @ k.T / np.sqrt(...)
    q_bar = product_bar2 @ k
    k_bar = product_bar2.T @ q
    return q_bar, k_bar, v_bar
