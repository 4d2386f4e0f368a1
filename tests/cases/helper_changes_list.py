"""Helpers that change a list or a dict that they are given."""


def record(history, value):
    history.append(value * value)
    return len(history)


def normalise(items):
    total = sum(items)
    for k in range(len(items)):
        items[k] = items[k] / total


def add(counts, key, value):
    counts[key] = counts.get(key, 0.0) + value
    counts["all"] += value


def last(items):
    return items.pop()


def helper_changes_list(x):
    history = []
    counts = {"all": 1.0}
    for k in range(len(x)):
        length = record(history, x[k])
        add(counts, "odd" if length % 2 else "even", x[k])
    normalise(history)
    return history[0] * last(history) * counts["odd"] + counts["all"] ** 2


WRT = "x"


def samples(rng):
    return [(rng.random(3),)]


# --- expected ---
import numpy as np


def helper_changes_list_grad(x):
    """Gradient of `helper_changes_list` with respect to x."""
    saved_stack = []
    history = []
    counts = {"all": 1.0}
    for k in range(len(x)):
        length, saved4 = record_forward(history, x[k])
        saved3 = add_forward(counts, "odd" if length % 2 else "even", x[k])
        saved_stack.append((saved4, saved3))
    saved2 = normalise_forward(history)
    earlier = history[0]
    last_ans, saved = last_forward(history)

    # Reverse sweep
    product_bar = counts["odd"]  # return history[0] * last(...) * counts[...] + ...
    last_ans_bar = earlier * product_bar
    counts_bar = dict.fromkeys(counts, 0.0)
    counts_bar["odd"] += earlier * last_ans
    counts_bar["all"] += 2 * counts["all"]
    history_bar = last_reverse(history, saved, last_ans_bar)
    history_bar[0] += last_ans * product_bar
    history_bar = normalise_reverse(history, saved2, history_bar)  # normalise(history)
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        saved4, saved3 = saved_stack.pop()
        counts_bar, value_bar = add_reverse(counts, saved3, counts_bar)  # add(...)
        x_bar[k] += value_bar
        # length = record(history, x[k])
        history_bar, value_bar2 = record_reverse(history, saved4, history_bar)
        x_bar[k] += value_bar2
    return x_bar


def last_forward(items):
    pop_ans = items.pop()
    return pop_ans, pop_ans


def last_reverse(items, pop_ans, ans_bar):
    items_bar = [0.0] * len(items)  # return items.pop()
    items_bar.append(ans_bar)
    items.append(pop_ans)
    return items_bar


def normalise_forward(items):
    items_stack = []
    total = sum(items)
    items2 = range(len(items))
    for k in items2:
        items_stack.append(items[k])
        items[k] = items[k] / total
    return items_stack, total, items2


def normalise_reverse(items, saved, items_bar):
    items_stack, total, items2 = saved
    total_bar = 0.0
    for k in reversed(items2):
        items_item_bar = items_bar[k]  # items[k] = items[k] / total
        items_bar[k] = items_item_bar / total
        total_bar -= items[k] / total * items_item_bar
        items[k] = items_stack.pop()
    # total = sum(items)
    items_bar = [
        a + b for a, b in zip(items_bar, [total_bar for x in items], strict=True)
    ]
    return items_bar


def add_forward(counts, key, value):
    chosen = counts.get(key, 0.0)
    counts_old = counts.get(key)
    counts[key] = chosen + value
    counts_old2 = counts.get("all")
    counts["all"] += value
    return key, counts_old, counts_old2


def add_reverse(counts, saved, counts_bar):
    key, counts_old, counts_old2 = saved
    if counts_old2 is None:  # counts["all"] += value
        counts.pop("all")
    else:
        counts["all"] = counts_old2
    value_bar = counts_bar["all"]
    if counts_old is None:  # counts[key] = counts.get(key, 0.0) + value
        counts.pop(key)
    else:
        counts[key] = counts_old
    counts_item_bar = counts_bar[key]
    counts_bar[key] = 0.0
    value_bar += counts_item_bar
    if key in counts:
        counts_bar[key] += counts_item_bar
    return counts_bar, value_bar


def record_forward(history, value):
    history.append(value * value)
    return len(history), value


def record_reverse(history, value, history_bar):
    product_bar = history_bar.pop()  # history.append(value * value)
    history.pop()
    value_bar = 2 * value * product_bar
    return history_bar, value_bar
