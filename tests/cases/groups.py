"""Groups of `groupby`, gone through once each: of active values, and of others."""

from itertools import groupby, zip_longest

import numpy as np


def groups(x, a, names):
    total = 0.0
    for positive, run in groupby(x, key=lambda v: v > 0.0):
        run = list(run)
        total += a * sum(run) ** 2 / len(run) if positive else sum(run)
    for _, run in groupby(names):
        total *= 1.0 + x[0] * len(list(run))
    return total + sum(u * v for u, v in zip_longest(x, x[1:], fillvalue=a))


WRT = ("x", "a")


def samples(rng):
    x = np.array([0.7, 0.3, -0.4, 0.9, -1.2, -0.3])
    return [(x, 0.8, "aabccc"), (x[::-1].copy(), -0.6, "abab"), (x[:1], 1.3, "")]


# --- expected ---
import itertools

import numpy as np


def groups_grad(x, a, names):
    """Gradient of `groups` with respect to x and a."""
    total_stack = []
    saved_stack = []
    total = 0.0
    items, saved2 = grouped_by_forward(x)
    for positive, run in items:
        run = list(run)
        chosen = a * sum(run) ** 2 / len(run) if positive else sum(run)
        total += chosen
    items3 = [*[(key, list(group)) for key, group in itertools.groupby(names)]]
    for _, run in items3:
        total_stack.append(total)
        total *= 1.0 + x[0] * len(list(run))
    items2, saved = zipped_longest_forward(x, x[1:], a)
    for u, v2 in items2:
        saved_stack.append((u, v2))

    # Reverse sweep
    total_bar = 1.0  # return total + sum(...)
    items2_bar = [[0.0, 0.0] for item in items2]
    for j in reversed(range(len(items2))):
        u, v2 = saved_stack.pop()
        items2_bar[j][0] += v2
        items2_bar[j][1] += u
    x_bar, second_bar, a_bar = zipped_longest_reverse(saved, items2_bar)
    x_bar[1:] += second_bar
    for _, run in reversed(items3):
        total = total_stack.pop()
        total2 = 1.0 + x[0] * len(list(run))  # total *= 1.0 + x[0] * len(list(run))
        x_bar[0] += len(list(run)) * total * total_bar
        total_bar = total2 * total_bar
    items_bar = [[0.0, [0.0] * len(item[1])] for item in items]
    for k in reversed(range(len(items))):
        positive, run = items[k]
        run = list(run)
        if positive:
            power = sum(run) ** 2
        chosen_bar = total_bar  # total += a * sum(run) ** 2 / ...
        if positive:
            product_bar = chosen_bar / len(run)
            sum_run_bar = 2 * sum(run) * (a * product_bar)
            run_bar = [sum_run_bar for x in run]
            a_bar += power * product_bar
        else:
            run_bar = [chosen_bar for x in run]
        run_bar = list(run_bar)  # run = list(run)
        items_bar[k][1] = [a + b for a, b in zip(items_bar[k][1], run_bar, strict=True)]
    x_bar += grouped_by_reverse(saved2, items_bar)
    return x_bar, float(a_bar)


def zipped_longest_forward(first, second, fill):
    first, second = list(first), list(second)
    found = []
    for k in range(max(len(first), len(second))):
        one = first[k] if k < len(first) else fill
        chosen = second[k] if k < len(second) else fill
        found.append((one, chosen))
    return found, (first, second)


def zipped_longest_reverse(saved, ans_bar):
    first, second = saved
    found_bar = [[item[0], item[1]] for item in ans_bar]  # return found
    fill_bar = 0.0
    first_bar = [0.0] * len(first)
    second_bar = [0.0] * len(second)
    for k in reversed(range(max(len(first), len(second)))):
        value_bar = found_bar.pop()  # found.append(...)
        if k < len(second):
            second_bar[k] = value_bar[1]
        else:
            fill_bar += value_bar[1]
        if k < len(first):
            first_bar[k] = value_bar[0]  # one = first[k] if k < len(first) else fill
        else:
            fill_bar += value_bar[0]  # one = first[k] if k < len(first) else fill
    first_bar = np.array(first_bar)  # first, second = list(first), list(second)
    second_bar = np.array(second_bar)
    return first_bar, second_bar, fill_bar


def grouped_by_forward(items):
    items = list(items)
    keys = [item > 0.0 for item in items]
    starts = [k for k in range(len(items)) if k == 0 or keys[k] != keys[k - 1]]
    ends = [*starts[1:], len(items)]
    values = []
    items2 = [*zip(starts, ends, strict=True)]
    for start, end in items2:
        values.append((keys[start], items[start:end]))
    return values, (items, items2)


def grouped_by_reverse(saved, ans_bar):
    items, items2 = saved
    values_bar = [[item[0], list(item[1])] for item in ans_bar]  # return [...]
    items_bar = [0.0] * len(items)
    for start, end in reversed(items2):
        value_bar = values_bar.pop()
        items_bar2 = [0.0] * len(items)
        items_bar2[start:end] = value_bar[1]
        items_bar = [a + b for a, b in zip(items_bar, items_bar2, strict=True)]
    items_bar = np.array(items_bar)  # items = list(items)
    return items_bar
