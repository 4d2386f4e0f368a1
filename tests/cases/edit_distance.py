"""A soft alignment of two signals: minima of three neighbours in a table."""

import numpy as np


def edit_distance(a, b, gap):
    n, m = len(a), len(b)
    d = np.zeros((n + 1, m + 1))
    for i in range(n):
        d[i + 1, 0] = d[i, 0] + gap
    for j in range(m):
        d[0, j + 1] = d[0, j] + gap * gap
    for i in range(n):
        for j in range(m):
            best = min(d[i, j], d[i, j + 1], d[i + 1, j])
            d[i + 1, j + 1] = (a[i] - b[j]) ** 2 + best
    return d[n, m]


WRT = ("a", "b", "gap")
LIKE = True


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=2), 0.6)]


# --- expected ---
import numpy as np


def edit_distance_grad(a, b, gap):
    """Gradient of `edit_distance` with respect to a, b and gap."""
    n, m = len(a), len(b)
    d = np.zeros((n + 1, m + 1))
    for i in range(n):
        d[i + 1, 0] = d[i, 0] + gap
    for j in range(m):
        d[0, j + 1] = d[0, j] + gap * gap
    for i in range(n):
        for j in range(m):
            best = min(d[i, j], d[i, j + 1], d[i + 1, j])
            d[i + 1, j + 1] = (a[i] - b[j]) ** 2 + best

    # Reverse sweep
    d_bar = np.zeros_like(d)  # return d[n, m]
    d_bar[n, m] = 1.0
    a_bar = np.zeros_like(a)
    b_bar = np.zeros_like(b)
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            best = min(d[i, j], d[i, j + 1], d[i + 1, j])
            sum_bar = 2 * (a[i] - b[j]) * d_bar[i + 1, j + 1]  # d[i + 1, j + 1] = ...
            a_bar[i] += sum_bar
            b_bar[j] -= sum_bar
            # best = min(d[i, j], d[i, j + 1], d[i + 1, j])
            share = d_bar[i + 1, j + 1] / (
                [d[i, j], d[i, j + 1], d[i + 1, j]].count(best) or 1
            )
            d_bar[i, j] += (d[i, j] == best) * share
            d_bar[i, j + 1] += (d[i, j + 1] == best) * share
            d_bar[i + 1, j] += (d[i + 1, j] == best) * share
    gap_bar = 0.0
    for j in reversed(range(m)):
        d_bar[0, j] += d_bar[0, j + 1]  # d[0, j + 1] = d[0, j] + gap * gap
        gap_bar += 2 * gap * d_bar[0, j + 1]
    for i in reversed(range(n)):
        d_bar[i, 0] += d_bar[i + 1, 0]  # d[i + 1, 0] = d[i, 0] + gap
        gap_bar += d_bar[i + 1, 0]
    return a_bar, b_bar, float(gap_bar)
