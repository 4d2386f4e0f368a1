"""Dicts with keys known at run time: counted into, deleted from, updated."""


def dict_counts(x, keys):
    counts = {}
    for key in keys:
        counts[key] = counts.get(key, 0.0) + x * key
    groups = {}
    for i, key in enumerate(keys):
        groups.setdefault(key, []).append(x * i)
    squares = {key: value * value for key, value in counts.items()}
    total = 0.0
    for key in sorted(squares):
        if key in counts:
            squares[key] += counts[key]
        total = total + squares[key] * key
    last = squares.pop(keys[0])
    del counts[keys[-1]]
    squares.update({1: last * x, 7: total})
    total = total + sum(squares[key] for key in squares)
    return total * last + sum(sum(v) for v in groups.values())


WRT = "x"


def samples(rng):
    return [(0.7, [1, 2, 1, 3])]


# --- expected ---
def dict_counts_grad(x, keys):
    """Gradient of `dict_counts` with respect to x."""
    counts_stack = []
    condition_stack = []
    counts = {}
    for key in keys:
        chosen = counts.get(key, 0.0)
        counts_stack.append(counts.get(key))
        counts[key] = chosen + x * key
    groups = {}
    items3 = [*enumerate(keys)]
    for i, key in items3:
        condition = key not in groups
        if condition:
            groups[key] = []
        groups[key].append(x * i)
        condition_stack.append(condition)
    squares = {}
    keys2 = [*counts]
    for k in range(len(keys2)):
        key3 = keys2[k]
        value = counts[keys2[k]]
        squares[key3] = value * value
    total = 0.0
    items = sorted(squares)
    for key in items:
        if key in counts:
            squares[key] += counts[key]
        total = total + squares[key] * key
    key2 = keys[0]
    last = squares[key2]
    squares.pop(key2)
    index = keys[-1]
    counts_old = counts[index]
    counts.pop(index)
    squares[1] = last * x
    squares[7] = total
    values = []
    items4 = [*squares]
    for key4 in items4:
        values.append(squares[key4])
    total = total + sum(values)
    keys3 = [*groups]

    # Reverse sweep
    total_bar = last  # return total * last + sum(sum(v) for v in groups.values())
    groups_bar = {k: [0.0] * len(item) for k, item in groups.items()}
    for m in reversed(range(len(keys3))):
        groups_bar[keys3[m]] = [
            a + b
            for a, b in zip(
                groups_bar[keys3[m]], [1.0 for x in groups[keys3[m]]], strict=True
            )
        ]
    squares_bar = dict.fromkeys(squares, 0.0)  # total = total + sum(...)
    for key4 in reversed(items4):
        squares_bar[key4] += total_bar
    squares_item_bar = squares_bar[7]
    squares_bar[7] = 0.0
    total_bar += squares_item_bar
    squares_item_bar2 = squares_bar[1]
    squares_bar[1] = 0.0
    last_bar = total + x * squares_item_bar2
    x_bar = last * squares_item_bar2
    counts[index] = counts_old
    squares_bar[key2] = last_bar  # last = squares.pop(keys[0])
    counts_bar = dict.fromkeys(counts, 0.0)
    for j in reversed(range(len(items))):
        key = items[j]
        squares_bar[key] += key * total_bar  # total = total + squares[key] * key
        if key in counts:
            counts_bar[key] += squares_bar[key]
    for k in reversed(range(len(keys2))):
        key3 = keys2[k]
        value = counts[keys2[k]]
        squares_item_bar3 = squares_bar[key3]
        squares_bar[key3] = 0.0
        counts_bar[keys2[k]] += 2 * value * squares_item_bar3
    for i, key in reversed(items3):
        condition = condition_stack.pop()
        x_bar += i * groups_bar[key].pop()  # groups.setdefault(key, []).append(x * i)
        if condition:
            groups_bar.pop(key)
    for key in reversed(keys):
        counts_held = counts_stack.pop()
        if counts_held is None:  # counts[key] = counts.get(key, 0.0) + x * key
            counts.pop(key)
        else:
            counts[key] = counts_held
        counts_item_bar = counts_bar[key]
        counts_bar[key] = 0.0
        x_bar += key * counts_item_bar
        if key in counts:
            counts_bar[key] += counts_item_bar
    return float(x_bar)
