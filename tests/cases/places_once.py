"""Indices that choose no place twice, as they are made: orders, counted rows, finds."""

import numpy as np


def places_once(x, z, labels):
    order = np.argsort(x)
    ranked = np.empty_like(x)
    ranked[order] = x[order] ** 2
    n = len(labels)
    rows = np.arange(n)
    best = np.sum(z[rows, labels] * x[:n]) - np.sum(z[np.arange(n), labels[::-1]] ** 2)
    i, j = np.triu_indices(n, 1)
    upper = np.diag_indices(2)
    above = np.where(x > 0.0)
    some = np.flatnonzero(x < 1.0)
    first = np.nonzero(x > -1.0)[0]
    found = np.sum(x[above] ** 3) + np.sum(x[some] ** 2) * np.sum(x[first])
    return (
        best
        + found
        + np.sum(ranked * x)
        + np.sum(z[i, j] ** 2) * np.sum(z[upper])
        + x[[0, 2]].sum()
    )


WRT = ("x", "z")


def samples(rng):
    return [
        (np.array([0.3, -0.5, 2.0, 0.7]), rng.normal(size=(3, 3)), np.array([0, 2, 2]))
    ]


# --- expected ---
import numpy as np


def places_once_grad(x, z, labels):
    """Gradient of `places_once` with respect to x and z."""
    order = np.argsort(x)
    ranked = np.empty_like(x)
    ranked[order] = x[order] ** 2
    n = len(labels)
    rows = np.arange(n)
    i, j = np.triu_indices(n, 1)
    upper = np.diag_indices(2)
    above = np.where(x > 0.0)
    some = np.flatnonzero(x < 1.0)
    first = np.nonzero(x > -1.0)[0]

    # Reverse sweep
    ranked_bar = x
    x_bar = ranked.copy()
    z_bar = np.zeros_like(z)
    z_bar[i, j] = 2 * z[i, j] * np.sum(z[upper])
    z_bar[upper] += np.sum(z[i, j] ** 2)
    x_bar[[0, 2]] += 1.0
    x_bar[above] += 3 * x[above] ** 2  # found = np.sum(...) + np.sum(...) * np.sum(...)
    x_bar[some] += 2 * x[some] * np.sum(x[first])
    x_bar[first] += np.sum(x[some] ** 2)
    z_bar[rows, labels] += x[:n]  # best = np.sum(z[rows, labels] * x[:n]) - np.sum(...)
    x_bar[:n] += z[rows, labels]
    z_bar[np.arange(n), labels[::-1]] -= 2 * z[np.arange(n), labels[::-1]]
    x_bar[order] += 2 * x[order] * ranked_bar[order]  # ranked[order] = x[order] ** 2
    return x_bar, z_bar
