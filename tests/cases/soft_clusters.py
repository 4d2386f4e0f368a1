"""Centres that are means weighted by their own nearness, with new axes of sums."""

import numpy as np

WRT = "centers"
LIKE = True


def soft_clusters(centers, x, beta, steps):
    for _ in range(steps):
        d2 = np.sum((x[:, None, :] - centers[None, :, :]) ** 2, axis=2)
        w = np.exp(-beta * (d2 - d2.min(axis=1, keepdims=True)))
        w = w / w.sum(axis=1, keepdims=True)
        centers = (w.T @ x) / w.sum(axis=0)[:, None]
    d2 = np.sum((x[:, None, :] - centers[None, :, :]) ** 2, axis=2)
    return -np.sum(np.log(np.sum(np.exp(-beta * d2), axis=1))) / beta


def samples(rng):
    x = rng.normal(size=(6, 2))
    return [(rng.normal(size=(3, 2)), x, 1.1, n) for n in (2, 0)]


# --- expected ---
import numpy as np


def soft_clusters_grad(centers, x, beta, steps):
    """Gradient of `soft_clusters` with respect to centers."""
    centers_stack = []
    for _ in range(steps):
        centers_stack.append(centers)
        d2 = np.sum((x[:, None, :] - centers[None, :, :]) ** 2, axis=2)
        w = np.exp(-beta * (d2 - d2.min(axis=1, keepdims=True)))
        w = w / w.sum(axis=1, keepdims=True)
        centers = w.T @ x / w.sum(axis=0)[:, None]
    d2 = np.sum((x[:, None, :] - centers[None, :, :]) ** 2, axis=2)
    exp = np.exp(-beta * d2)

    # Reverse sweep
    d2_bar = beta * exp * (1 / beta / np.sum(exp, axis=1))[:, None]  # return ...
    # d2 = np.sum((x[:, None, :] - centers[None, :, :]) ** 2, axis=2)
    centers_bar = -2 * np.sum((x[:, None, :] - centers) * d2_bar[:, :, None], axis=0)
    for _ in reversed(range(steps)):
        centers_old = centers_stack.pop()
        d2 = np.sum((x[:, None, :] - centers_old[None, :, :]) ** 2, axis=2)
        min_value = d2.min(axis=1, keepdims=True)
        w = np.exp(-beta * (d2 - min_value))
        sum_value = w.sum(axis=1, keepdims=True)
        w_old = w
        w = w / sum_value
        sum_value2 = w.sum(axis=0)[:, None]
        centers = w.T @ x / sum_value2
        # centers = w.T @ x / w.sum(axis=0)[:, None]
        w_bar = (
            x @ (centers_bar / sum_value2).T
            - (np.sum(centers * centers_bar, axis=1, keepdims=True) / sum_value2)[:, 0]
        )
        # w = w / w.sum(axis=1, keepdims=True)
        w_bar = (w_bar - np.sum(w * w_bar, axis=1, keepdims=True)) / sum_value
        sum_bar = -beta * w_old * w_bar  # w = np.exp(...)
        bottom = d2 == min_value
        d2_bar = sum_bar - bottom * np.sum(sum_bar, axis=1, keepdims=True) / np.sum(
            bottom, axis=1, keepdims=True
        )
        # d2 = np.sum((x[:, None, :] - centers[None, :, :]) ** 2, axis=2)
        centers_bar = -2 * np.sum(
            (x[:, None, :] - centers_old[None, :, :]) * d2_bar[:, :, None], axis=0
        )
    return centers_bar
