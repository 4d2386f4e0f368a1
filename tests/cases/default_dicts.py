"""Sums and lists by group, in dicts that fill in what is missing."""

from collections import defaultdict

import numpy as np


def default_dicts(x, groups):
    sums = defaultdict(float)
    members = defaultdict(list)
    for value, group in zip(x, groups, strict=True):
        sums[group] += value * value
        members[group].append(np.sin(value))
    spread = 0.0
    for group, values in members.items():
        mean = sum(values) / len(values)
        spread += sums[group] * sum((v - mean) ** 2 for v in values)
    return spread + sums["missing"]


WRT = "x"


def samples(rng):
    return [
        (rng.normal(size=4), ["a", "b", "a", "a"]),
        (rng.normal(size=2), ["b", "a"]),
    ]


# --- expected ---
import numpy as np


def default_dicts_grad(x, groups):
    """Gradient of `default_dicts` with respect to x."""
    saved_stack = []
    saved_stack2 = []
    sums = {}
    members = {}
    if len(groups) != len(x):
        raise ValueError("zip() arguments are not of the same length")
    for k in range(min(len(x), len(groups))):
        value = x[k]
        group = groups[k]
        condition = group not in sums
        if condition:
            sums[group] = 0.0
        sums[group] += value * value
        condition2 = group not in members
        if condition2:
            members[group] = []
        members[group].append(np.sin(value))
        saved_stack.append((condition, condition2))
    keys = [*members]
    for i in range(len(keys)):
        group = keys[i]
        mean = sum(members[keys[i]]) / len(members[keys[i]])
        condition3 = group not in sums
        if condition3:
            sums[group] = 0.0
        values2 = [(v - mean) ** 2 for v in members[keys[i]]]
        saved_stack2.append((condition3, values2))
    condition4 = "missing" not in sums
    if condition4:
        sums["missing"] = 0.0

    # Reverse sweep
    sums_bar = dict.fromkeys(sums, 0.0)
    sums_bar["missing"] += 1.0
    if condition4:
        sums_bar.pop("missing")
        sums.pop("missing")
    members_bar = {k: [0.0] * len(item) for k, item in members.items()}
    for i in reversed(range(len(keys))):
        condition3, values2 = saved_stack2.pop()
        group = keys[i]
        mean = sum(members[keys[i]]) / len(members[keys[i]])
        sum_values2_bar = sums[group]  # spread += sums[group] * sum(...)
        sums_bar[group] += sum(values2) * 1.0
        mean_bar = 0.0
        for j in reversed(range(len(members[keys[i]]))):
            v = members[keys[i]][j]
            sum_bar = 2 * (v - mean) * sum_values2_bar
            mean_bar -= sum_bar
            members_bar[keys[i]][j] += sum_bar
        if condition3:
            sums_bar.pop(group)
            sums.pop(group)
        # mean = sum(values) / len(values)
        members_bar[keys[i]] = [
            a + b
            for a, b in zip(
                members_bar[keys[i]],
                [mean_bar / len(members[keys[i]]) for x in members[keys[i]]],
                strict=True,
            )
        ]
    x_bar = np.zeros_like(x)
    for k in reversed(range(min(len(x), len(groups)))):
        condition, condition2 = saved_stack.pop()
        value = x[k]
        group = groups[k]
        value_bar = np.cos(value) * members_bar[group].pop()  # members[...].append(...)
        if condition2:
            members_bar.pop(group)
        value_bar += 2 * value * sums_bar[group]
        if condition:
            sums_bar.pop(group)
        x_bar[k] = value_bar
    return x_bar
