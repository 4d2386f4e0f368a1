"""Trips that are skipped: one branch for what is made again and for its reverse."""

import numpy as np


def missing_counts(rate, level, times, counts):
    mask = counts > 0.0
    misfit = 0.0
    for i in range(len(times)):
        if not mask[i]:
            continue
        n = level / (1 + np.exp(-rate * times[i]))
        e = counts[i] - n
        misfit += 0.5 * e**2 + level
    excess = np.maximum(counts - rate, 0.0)
    for k in range(2):
        excess = excess - 0.1 * excess**2
    return misfit + np.mean(excess)


WRT = ("rate", "level", "counts")
LIKE = True


def samples(rng):
    counts = rng.permutation([1.4, -0.6, 0.45, -1.1, 0.35])  # away from 0 and from rate
    return [
        (0.7, 1.5, np.linspace(0, 1, 5), counts),
        (-0.2, 0.5, np.linspace(0, 1, 5), -np.abs(counts)),
    ]


# --- expected ---
import numpy as np


def missing_counts_grad(rate, level, times, counts):
    """Gradient of `missing_counts` with respect to rate, level and counts."""
    excess_stack = []
    mask = counts > 0.0
    excess = np.maximum(counts - rate, 0.0)
    for k in range(2):
        excess_stack.append(excess)
        excess = excess - 0.1 * excess**2

    # Reverse sweep
    excess_bar = np.broadcast_to(1.0 / len(excess), np.shape(excess))  # return ...
    for k in reversed(range(2)):
        excess = excess_stack.pop()
        excess_bar = (1 - 0.2 * excess) * excess_bar  # excess = excess - 0.1 * ...
    counts_bar = (counts - rate > 0.0) * excess_bar  # excess = np.maximum(...)
    rate_bar = -np.sum(counts_bar)
    level_bar = 0.0
    for i in reversed(range(len(times))):
        if mask[i]:
            exp = np.exp(-rate * times[i])
            n = level / (1 + exp)
            e = counts[i] - n
            e_bar = e  # misfit += 0.5 * e**2 + level
            level_bar += 1.0
            counts_bar[i] += e_bar  # e = counts[i] - n
            n_bar = -e_bar
            level_bar += n_bar / (1 + exp)  # n = level / (1 + np.exp(-rate * times[i]))
            rate_bar += times[i] * (n * (1 - 1 / (1 + exp)) * n_bar)
    return float(rate_bar), float(level_bar), counts_bar
