"""Counts and sums by group, of which an expression asks what may not be there."""

from collections import defaultdict

import numpy as np


def default_dict_asked(x, groups, wanted):
    counts = defaultdict(int)
    sums = defaultdict(float)
    for value, group in zip(x, groups, strict=True):
        counts[group] += 1
        sums[group] += np.sin(value)
    means = [sums[g] / counts[g] for g in groups]
    extra = sums[wanted] ** 2 if x[0] > 0.0 and counts[wanted] > 0 else sums["c"] + x[1]
    return sum(means) * extra + sum(x[0] / (1 + counts[g]) for g in "abc")


WRT = ("x",)


def samples(rng):
    x = np.array([0.4, -0.7, 1.1, 0.2])
    groups = ["a", "b", "a", "a"]
    return [(x, groups, "b"), (x, groups, "c"), (-x, groups, "b")]


# --- expected ---
import numpy as np


def default_dict_asked_grad(x, groups, wanted):
    """Gradient of `default_dict_asked` with respect to x."""
    condition2_stack = []
    counts = {}
    sums = {}
    if len(groups) != len(x):
        raise ValueError("zip() arguments are not of the same length")
    for k in range(min(len(x), len(groups))):
        value = x[k]
        group = groups[k]
        condition = group not in counts
        if condition:
            counts[group] = 0
        counts[group] += 1
        condition2 = group not in sums
        if condition2:
            sums[group] = 0.0
        sums[group] += np.sin(value)
        condition2_stack.append(condition2)
    means = [sums.get(g, 0.0) / counts.get(g, 0) for g in groups]
    if x[0] > 0.0 and counts.get(wanted, 0) > 0:
        chosen2 = sums.get(wanted, 0.0)
        extra = chosen2**2
    else:
        chosen3 = sums.get("c", 0.0)
        extra = chosen3 + x[1]
    items = [*"abc"]

    # Reverse sweep
    extra_bar = sum(means) * 1.0  # return sum(means) * extra + sum(...)
    x_bar = np.zeros_like(x)
    for g in reversed(items):
        x_bar[0] += 1.0 / (1 + counts.get(g, 0))
    if x[0] > 0.0 and counts.get(wanted, 0) > 0:
        chosen2_bar = 2 * chosen2 * extra_bar  # extra = ...
        if wanted in sums:
            sums_bar = dict.fromkeys(sums, 0.0)
            sums_bar[wanted] += chosen2_bar
        else:
            sums_bar = dict.fromkeys(sums, 0.0)
    else:
        x_bar[1] += extra_bar  # extra = sums[...] ** 2 if x[0] > 0.0 and ...
        if "c" in sums:
            sums_bar = dict.fromkeys(sums, 0.0)
            sums_bar["c"] += extra_bar
        else:
            sums_bar = dict.fromkeys(sums, 0.0)
    for g in reversed(groups):
        chosen_bar = extra / counts.get(g, 0)  # means = [...]
        if g in sums:
            sums_bar[g] += chosen_bar
    for k in reversed(range(min(len(x), len(groups)))):
        condition2 = condition2_stack.pop()
        value = x[k]
        group = groups[k]
        value_bar = np.cos(value) * sums_bar[group]
        if condition2:
            sums_bar.pop(group)
        x_bar[k] += value_bar
    return x_bar
