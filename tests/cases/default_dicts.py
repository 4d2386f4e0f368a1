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
    condition_stack = []
    condition2_stack = []
    condition3_stack = []
    values_stack = []
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
        condition_stack.append(condition)
        condition2_stack.append(condition2)
    keys = [*members]
    for j in range(len(keys)):
        group = keys[j]
        mean = sum(members[keys[j]]) / len(members[keys[j]])
        condition3 = group not in sums
        if condition3:
            sums[group] = 0.0
        values = [(v - mean) ** 2 for v in members[keys[j]]]
        condition3_stack.append(condition3)
        values_stack.append(values)
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
    for j in reversed(range(len(keys))):
        values = values_stack.pop()
        condition3 = condition3_stack.pop()
        group = keys[j]
        mean = sum(members[keys[j]]) / len(members[keys[j]])
        values_bar = [sums[group] * 1.0 for x in values]  # spread += sums[...] * ...
        sums_bar[group] += sum(values) * 1.0
        mean_bar = 0.0
        for i in reversed(range(len(members[keys[j]]))):
            v = members[keys[j]][i]
            power_bar = values_bar.pop()
            values.pop()
            sum_bar = 2 * (v - mean) * power_bar
            mean_bar -= sum_bar
            members_bar[keys[j]][i] += sum_bar
        if condition3:
            sums_bar.pop(group)
            sums.pop(group)
        # mean = sum(values) / len(values)
        members_bar[keys[j]] = [
            a + b
            for a, b in zip(
                members_bar[keys[j]],
                [mean_bar / len(members[keys[j]]) for x in members[keys[j]]],
                strict=True,
            )
        ]
    x_bar = np.zeros_like(x)
    for k in reversed(range(min(len(x), len(groups)))):
        condition2 = condition2_stack.pop()
        condition = condition_stack.pop()
        value = x[k]
        group = groups[k]
        value_bar = np.cos(value) * members_bar[group].pop()  # members[...].append(...)
        if condition2:
            members_bar.pop(group)
        value_bar += 2 * value * sums_bar[group]
        if condition:
            sums_bar.pop(group)
        x_bar[k] += value_bar
    return x_bar
