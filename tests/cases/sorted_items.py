"""The items of a dict in the order of its keys, and in that of its values."""

import numpy as np


def sorted_items(x, y):
    table = {"b": x * 2.0, "a": x * y}
    total = 0.0
    for key, row in sorted(table.items()):
        total = total * np.sum(row) + len(key)
    ranks = {"p": x[0] * y, "q": x[1], "r": y * y}
    for place, (_, value) in enumerate(sorted(ranks.items(), key=lambda item: item[1])):
        total = total + place * value * value
    return total


WRT = ("x", "y")


def samples(rng):
    return [(np.array([0.4, -1.3]), 0.7)]


# --- expected ---
import numpy as np


def sorted_items_grad(x, y):
    """Gradient of `sorted_items` with respect to x and y."""
    total_stack = []
    table = {"b": x * 2.0, "a": x * y}
    total = 0.0
    values = []
    items = ["b", "a"]
    items2 = [table["b"], table["a"]]
    for k in range(min(len(items), len(items2))):
        item2 = items[k], items2[k]
        values.append(item2)
    items3, saved2 = in_order_forward2(values)
    for j in range(len(items3)):
        total_stack.append(total)
        key, row = items3[j]
        total = total * np.sum(row) + len(key)
    ranks = {"p": x[0] * y, "q": x[1], "r": y * y}
    values2 = []
    items4 = ["p", "q", "r"]
    items5 = [ranks["p"], ranks["q"], ranks["r"]]
    for i in range(min(len(items4), len(items5))):
        item2 = items4[i], items5[i]
        values2.append(item2)
    items6, saved = in_order_forward(values2)

    # Reverse sweep
    total_bar = 1.0  # return total
    items6_bar = [[None, 0.0] for item in items6]
    for place in reversed(range(len(items6))):
        _, value = items6[place]
        value_bar = 2 * place * value * total_bar  # total = total + place * value * ...
        items6_bar[place][1] += value_bar
    values2_bar = in_order_reverse(values2, saved, items6_bar)
    p_bar = 0.0
    q_bar = 0.0
    r_bar = 0.0
    for i in reversed(range(min(len(items4), len(items5)))):
        item2_1_bar = values2_bar.pop()[1]
        p_bar += item2_1_bar if i % 3 == 0 else 0.0
        q_bar += item2_1_bar if i % 3 == 1 else 0.0
        r_bar += item2_1_bar if i % 3 == 2 else 0.0
    x_bar = np.zeros_like(x)  # ranks = {"p": x[0] * y, "q": x[1], "r": y * y}
    x_bar[0] = y * p_bar
    y_bar = x[0] * p_bar + 2 * y * r_bar
    x_bar[1] = q_bar
    items3_bar = [[None, np.zeros_like(item[1])] for item in items3]
    for j in reversed(range(len(items3))):
        total = total_stack.pop()
        key, row = items3[j]
        row_bar = np.broadcast_to(total * total_bar, np.shape(row))  # total = ...
        total_bar = np.sum(row) * total_bar
        items3_bar[j][1] += row_bar
    values_bar = in_order_reverse2(values, saved2, items3_bar)
    b_bar = np.zeros_like(items2[0])
    a_bar = np.zeros_like(items2[1])
    for k in reversed(range(min(len(items), len(items2)))):
        item2_1_bar = values_bar.pop()[1]
        b_bar += item2_1_bar if k % 2 == 0 else np.zeros_like(items2[0])
        a_bar += item2_1_bar if k % 2 == 1 else np.zeros_like(items2[1])
    x_bar += 2.0 * b_bar + y * a_bar  # table = {"b": x * 2.0, "a": x * y}
    y_bar += x @ a_bar
    return x_bar, float(y_bar)


def in_order_forward(items):
    place_stack = []
    keys = []
    found = []
    for j in range(len(items)):
        item = items[j]
        item_key = item[1]
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
    items_bar = [[None, 0.0] for item in items]
    for j in reversed(range(len(items))):
        place = place_stack.pop()
        # found.insert(place, item)
        item_bar = found_bar.pop(slice(place, None).indices(len(found) - 1)[0])
        found.pop(slice(place, None).indices(len(found) - 1)[0])
        item_1_bar = item_bar[1]
        keys.pop(slice(place, None).indices(len(keys) - 1)[0])  # keys.insert(...)
        items_bar[j][1] += item_1_bar
    return items_bar


def in_order_forward2(items):
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


def in_order_reverse2(items, saved, ans_bar):
    place_stack, keys, found = saved
    found_bar = [[item[0], item[1]] for item in ans_bar]  # return found
    items_bar = [[None, np.zeros_like(item[1])] for item in items]
    for j in reversed(range(len(items))):
        place = place_stack.pop()
        # found.insert(place, item)
        item_bar = found_bar.pop(slice(place, None).indices(len(found) - 1)[0])
        found.pop(slice(place, None).indices(len(found) - 1)[0])
        item_1_bar = item_bar[1]
        keys.pop(slice(place, None).indices(len(keys) - 1)[0])  # keys.insert(...)
        items_bar[j][1] += item_1_bar
    return items_bar
