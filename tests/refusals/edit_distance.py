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
# edit_distance.py:15:20: min with so many arguments has no rule - its rule takes x, y - leave it out, or write the formula
#             best = min(d[i, j], d[i, j + 1], d[i + 1, j])
#                    ^
