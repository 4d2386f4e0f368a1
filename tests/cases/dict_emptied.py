"""Dicts that are emptied: all at once, and item by item."""


def dict_emptied(x, rate):
    batch = {}
    total = 0.0
    for k, v in enumerate(x):
        batch[k] = v * rate
        if len(batch) == 2:
            total += sum(batch.values()) ** 2
            batch.clear()
    rest = {"a": x[0], "b": rate}
    while rest:
        key, value = rest.popitem()
        total = total * value + len(key)
    return total + sum(batch.values())


WRT = ("x", "rate")


def samples(rng):
    return [(rng.uniform(0.5, 1.5, size=5), 0.7)]


# --- expected ---
import numpy as np


def dict_emptied_grad(x, rate):
    """Gradient of `dict_emptied` with respect to x and rate."""
    saved_stack = []
    saved_stack2 = []
    batch = {}
    total = 0.0
    for k in range(len(x)):
        items = None
        items2 = None
        values = None
        v = x[k]
        batch[k] = v * rate
        condition = len(batch) == 2
        if condition:
            values = []
            items = [*batch]
            for key4 in items:
                values.append(batch[key4])
            total += sum(values) ** 2
            items2 = [*batch]
            for key2 in items2:
                batch.pop(key2)
        saved_stack.append((items, items2, values, condition))
    rest = {"a": x[0], "b": rate}
    while rest:
        key3 = [*rest][-1]
        popped = rest[key3]
        rest.pop(key3)
        key, value = key3, popped
        saved_stack2.append((total, key3, value))
        total = total * value + len(key)
    items3 = [*batch]

    # Reverse sweep
    total_bar = 1.0  # return total + sum(batch.values())
    batch_bar = dict.fromkeys(batch, 0.0)
    for key5 in reversed(items3):
        batch_bar[key5] += 1.0
    rest_bar = dict.fromkeys(rest, 0.0)
    while saved_stack2:
        total, key3, value = saved_stack2.pop()
        value_bar = total * total_bar  # total = total * value + len(key)
        total_bar = value * total_bar
        rest_bar[key3] = value_bar  # key, value = rest.popitem()
    x_bar = np.zeros_like(x)  # rest = {"a": x[0], "b": rate}
    x_bar[0] = rest_bar["a"]
    rate_bar = rest_bar["b"]
    for k in reversed(range(len(x))):
        items, items2, values, condition = saved_stack.pop()
        v = x[k]
        if condition:
            for key2 in reversed(items2):
                batch_bar[key2] = 0.0
            sum_values_bar = 2 * sum(values) * total_bar  # total += sum(...) ** 2
            for key4 in reversed(items):
                batch_bar[key4] += sum_values_bar
        batch_item_bar = batch_bar[k]
        batch_bar[k] = 0.0
        x_bar[k] += rate * batch_item_bar
        rate_bar += v * batch_item_bar
    return x_bar, float(rate_bar)
