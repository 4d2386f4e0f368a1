"""Sections of a list assigned, a list sorted, items removed, one taken from behind."""


def list_sections(x, y):
    items = [x, y, x * y]
    items[1:2] = [2.0 * x, x * x, items[0] * items[2]]
    total = items[3] * items[1]
    while len(items) > 3:
        total = 0.5 * total + items.pop(len(items) - 2)
    items.sort()
    items[-2:] = [items[2] * total]
    items.remove(max(items))
    items[:] = [*items, total, y]
    return items[0] * items[-2] * items[-1]


WRT = ("x", "y")


def samples(rng):
    return [(0.7, -0.4), (-0.3, 1.6)]


# --- expected ---
import numpy as np


def list_sections_grad(x, y):
    """Gradient of `list_sections` with respect to x and y."""
    saved_stack = []
    items = [x, y, x * y]
    start_old = slice(1, None).indices(len(items))[0]
    length_old = len(items)
    items_old = items[1:2]
    items[1:2] = [2.0 * x, x * x, items[0] * items[2]]
    total = items[3] * items[1]
    while len(items) > 3:
        index2 = len(items) - 2
        pop_ans = items.pop(index2)
        total = 0.5 * total + pop_ans
        saved_stack.append((index2, pop_ans))
    sort_items = np.sort(items)
    array_items = np.array(items)
    items_old2 = items[:]
    items[:] = list(sort_items)
    start_old2 = slice(-2, None).indices(len(items))[0]
    length_old2 = len(items)
    items_old3 = items[-2:]
    items[-2:] = [items[2] * total]
    index = items.index(max(items))
    items_old4 = items[index]
    items.pop(index)
    items_old5 = items[:]
    items[:] = [*items, total, y]

    # Reverse sweep
    product_bar = items[-1]  # return items[0] * items[-2] * items[-1]
    items_bar = [0.0] * len(items)
    items_bar[0] = items[-2] * product_bar
    items_bar[-2] += items[0] * product_bar
    items_bar[-1] += items[0] * items[-2]
    items_part_bar = items_bar[:]  # items[:] = [*items, total, y]
    items_bar[:] = [0.0] * len(items_old5)
    items[:] = items_old5
    items2_bar = list(items_part_bar)
    items_bar = [
        a + b for a, b in zip(items_bar, items2_bar[: len(items)], strict=True)
    ]
    total_bar = items2_bar[len(items)]
    y_bar = items2_bar[len(items) + 1]
    items.insert(index % (len(items) + 1), items_old4)  # items.remove(max(items))
    items_bar.insert(index % (len(items_bar) + 1), 0.0)
    end = start_old2 + len(items) - length_old2 + len(items_old3)  # items[-2:] = [...]
    items_part_bar2 = items_bar[start_old2:end]
    items_bar[start_old2:end] = [0.0] * len(items_old3)
    items[start_old2:end] = items_old3
    items_bar[2] += total * items_part_bar2[0]
    total_bar += items[2] * items_part_bar2[0]
    items_part_bar3 = items_bar[:]  # items.sort()
    items_bar[:] = [0.0] * len(items_old2)
    items[:] = items_old2
    items_bar = [
        a + b
        for a, b in zip(
            items_bar,
            list(
                np.take_along_axis(
                    shared_among_equals(sort_items, np.array(items_part_bar3), -1),
                    np.argsort(np.argsort(array_items)),
                    -1,
                )
            ),
            strict=True,
        )
    ]
    while saved_stack:
        index2, pop_ans = saved_stack.pop()
        pop_ans_bar = total_bar  # total = 0.5 * total + items.pop(len(items) - 2)
        total_bar = 0.5 * total_bar
        items_bar.insert(index2 % (len(items_bar) + 1), pop_ans_bar)
        items.insert(index2 % (len(items) + 1), pop_ans)
    items_bar[3] += items[1] * total_bar  # total = items[3] * items[1]
    items_bar[1] += items[3] * total_bar
    end2 = start_old + len(items) - length_old + len(items_old)  # items[1:2] = [...]
    items_part_bar4 = items_bar[start_old:end2]
    items_bar[start_old:end2] = [0.0] * len(items_old)
    items[start_old:end2] = items_old
    x_bar = 2.0 * items_part_bar4[0] + 2 * x * items_part_bar4[1]
    items_bar[0] += items[2] * items_part_bar4[2]
    items_bar[2] += items[0] * items_part_bar4[2]
    x_bar += items_bar[0] + y * items_bar[2]  # items = [x, y, x * y]
    y_bar += items_bar[1] + x * items_bar[2]
    return float(x_bar), float(y_bar)


def shared_among_equals(sorted_, seed, axis):
    """The seed of a sorted array, the mean of it wherever entries along the axis are
    equal.
    """
    rows = np.moveaxis(sorted_, axis, -1)
    differs = rows[..., 1:] != rows[..., :-1]
    first = np.ones_like(rows[..., :1], dtype=bool)
    group = np.cumsum(np.concatenate((first, differs), axis=-1)) - 1
    seeds = np.ravel(np.moveaxis(seed, axis, -1))
    means = np.bincount(group, weights=np.real(seeds)) / np.bincount(group)
    if np.iscomplexobj(seed):
        means = means + 1j * np.bincount(group, weights=np.imag(seeds)) / np.bincount(
            group
        )
    return np.moveaxis(np.reshape(means[group], np.shape(rows)), -1, axis)
