"""Pairs in order of their first items: the second ones go along."""


def sorted_pairs(x, y):
    pairs = sorted(zip(x, y, strict=True))
    total = 0.0
    for k, (u, v) in enumerate(pairs):
        total += k * u * v
    return total


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=n), rng.normal(size=n)) for n in (1, 4)]


# --- expected ---
import numpy as np


def sorted_pairs_grad(x, y):
    """Gradient of `sorted_pairs` with respect to x and y."""
    values = []
    if len(y) != len(x):
        raise ValueError("zip() arguments are not of the same length")
    for j in range(min(len(x), len(y))):
        values.append((x[j], y[j]))
    pairs, saved = in_order_forward(values)

    # Reverse sweep
    pairs_bar = [[0.0, 0.0] for item in pairs]
    for k in reversed(range(len(pairs))):
        u, v = pairs[k]
        u_bar = k * v  # total += k * u * v
        v_bar = k * u
        pairs_bar[k][0] += u_bar
        pairs_bar[k][1] += v_bar
    values_bar = in_order_reverse(values, saved, pairs_bar)  # pairs = sorted(...)
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    for j in reversed(range(min(len(x), len(y)))):
        item2_bar = values_bar.pop()
        x_bar[j] = item2_bar[0]
        y_bar[j] = item2_bar[1]
    return x_bar, y_bar


def in_order_forward(items):
    place_stack = []
    keys = []
    found = []
    for j in range(len(items)):
        item = items[j]
        item_key = item
        place = 0
        for k in range(len(keys)):
            other = keys[k]
            if not item_key < other:
                place += 1
        keys.insert(place, item_key)
        found.insert(place, item)
        place_stack.append(place)
    return found.copy(), (place_stack, keys, found)


def in_order_reverse(items, saved, ans_bar):
    place_stack, keys, found = saved
    found_bar = [[item[0], item[1]] for item in ans_bar]  # return found
    items_bar = [[0.0, 0.0] for item in items]
    for j in reversed(range(len(items))):
        place = place_stack.pop()
        # found.insert(place, item)
        item_bar = found_bar.pop(slice(place, None).indices(len(found) - 1)[0])
        found.pop(slice(place, None).indices(len(found) - 1)[0])
        item_0_bar = item_bar[0]
        item_1_bar = item_bar[1]
        keys.pop(slice(place, None).indices(len(keys) - 1)[0])  # keys.insert(...)
        items_bar[j][0] += item_0_bar
        items_bar[j][1] += item_1_bar
    return items_bar
