"""Dicts whose keys come from a loop: copied, merged, changed apart from each other."""


def dicts_copied(x, rate):
    old = {f"w{k}": value for k, value in enumerate(x)}
    new = old.copy()
    for key in old:
        new[key] = old[key] * rate
    both = {**old, "rate": rate, **{f"n{key}": value for key, value in new.items()}}
    values = []
    values.extend(both.values())
    return sum(v * v for v in values) * both["w1"]


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np


def dicts_copied_grad(x, rate):
    """Gradient of `dicts_copied` with respect to x and rate."""
    old = {}
    for k, value in enumerate(x):
        old[f"w{k}"] = value
    new = {}
    items2 = [*old]
    for key5 in items2:
        new[key5] = old[key5]
    items3 = [*old]
    for key in items3:
        new[key] = old[key] * rate
    both = {}
    items4 = [*old]
    for key2 in items4:
        both[key2] = old[key2]
    both["rate"] = rate
    items = {}
    keys = [*new]
    for j in range(len(keys)):
        key4 = keys[j]
        value = new[keys[j]]
        items[f"n{key4}"] = value
    items5 = [*items]
    for key3 in items5:
        both[key3] = items[key3]
    values = []
    values3 = both.values()
    values.extend(values3)
    values2 = [v * v for v in values]

    # Reverse sweep
    sum_values2_bar = both["w1"]  # return sum(v * v for v in values) * both["w1"]
    both_bar = dict.fromkeys(both, 0.0)
    both_bar["w1"] += sum(values2) * 1.0
    values_bar = [0.0] * len(values)
    for i in reversed(range(len(values))):
        v = values[i]
        values_bar[i] = 2 * v * sum_values2_bar
    values_bar2 = values_bar[len(values_bar) - len(values3) :]  # values.extend(...)
    both_bar = {k: both_bar[k] + b for k, b in zip(both, values_bar2, strict=True)}
    items_bar = dict.fromkeys(items, 0.0)
    for key3 in reversed(items5):
        both_item_bar = both_bar[key3]
        both_bar[key3] = 0.0
        items_bar[key3] += both_item_bar
    new_bar = dict.fromkeys(new, 0.0)
    for j in reversed(range(len(keys))):
        key4 = keys[j]
        value_bar = items_bar[f"n{key4}"]
        items_bar[f"n{key4}"] = 0.0
        new_bar[keys[j]] += value_bar
    rate_bar = both_bar["rate"]
    both_bar["rate"] = 0.0
    old_bar = dict.fromkeys(old, 0.0)
    for key2 in reversed(items4):
        both_item_bar2 = both_bar[key2]
        both_bar[key2] = 0.0
        old_bar[key2] += both_item_bar2
    for key in reversed(items3):
        new_item_bar = new_bar[key]
        new_bar[key] = 0.0
        old_bar[key] += rate * new_item_bar
        rate_bar += old[key] * new_item_bar
    for key5 in reversed(items2):
        new_item_bar2 = new_bar[key5]
        new_bar[key5] = 0.0
        old_bar[key5] += new_item_bar2
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        value_bar = old_bar[f"w{k}"]
        old_bar[f"w{k}"] = 0.0
        x_bar[k] = value_bar
    return x_bar, float(rate_bar)
