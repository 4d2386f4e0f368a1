"""Tuples to which a loop adds, in three ways; the largest of what stars unpack."""


def tuples_that_grow(x, a):
    powers = (a,)
    sums = ()
    kept = tuple()
    for v in x:
        powers += (powers[-1] * v,)
        sums = sums + (v * a,)
        if v > 0.0:
            kept = (*kept, v * v)
    total = sums[0] * len(kept)
    for p, s in zip(powers, sums):
        total += p * s
    return total + max(a, *x) * min(*powers) + sum(kept) * max((*sums, 0.1))


WRT = "x", "a"
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=4), 0.7)]


# --- expected ---
import numpy as np


def tuples_that_grow_grad(x, a):
    """Gradient of `tuples_that_grow` with respect to x and a."""
    powers = [a]
    sums = []
    kept = []
    for v in x:
        powers.append(powers[-1] * v)
        sums.append(v * a)
        if v > 0.0:
            kept.append(v * v)
    items = [a, *x]
    max_ans, saved3 = largest_of_forward(items)
    min_ans, saved2 = smallest_of_forward(powers)
    items2 = [*sums, 0.1]
    max_ans2, saved = largest_of_forward(items2)

    # Reverse sweep
    kept_item_bar = max_ans2 * 1.0  # return total + max(...) * min(...) + ...
    sums_bar = list(largest_of_reverse(items2, saved, sum(kept) * 1.0)[: len(sums)])
    powers_bar = smallest_of_reverse(powers, saved2, max_ans)
    items_bar = largest_of_reverse(items, saved3, min_ans)
    a_bar = items_bar[0]
    x_bar = np.array(items_bar[1 : len(x) + 1])
    for j in reversed(range(min(len(powers), len(sums)))):
        p = powers[j]
        s = sums[j]
        p_bar = s  # total += p * s
        s_bar = p
        sums_bar[j] += s_bar
        powers_bar[j] += p_bar
    sums_bar[0] += len(kept) * 1.0  # total = sums[0] * len(kept)
    for k in reversed(range(len(x))):
        v = x[k]
        v_bar = 2 * v * kept_item_bar if v > 0.0 else 0.0  # kept = *kept, v * v
        product_bar = sums_bar.pop()  # sums = sums + (v * a,)
        v_bar += a * product_bar
        a_bar += v * product_bar
        product_bar2 = powers_bar.pop()  # powers += (powers[-1] * v,)
        powers.pop()
        powers_bar[-1] += v * product_bar2
        v_bar += powers[-1] * product_bar2
        x_bar[k] += v_bar
    a_bar += powers_bar[0]  # powers = (a,)
    return x_bar, float(a_bar)


def largest_of_forward(items):
    condition_stack = []
    best = items[0]
    for k in range(len(items) - 1):
        item = items[k + 1]
        condition = item > best
        if condition:
            best = item
        condition_stack.append(condition)
    return best, condition_stack


def largest_of_reverse(items, condition_stack, ans_bar):
    best_bar = ans_bar  # return best
    items_bar = [0.0] * len(items)
    for k in reversed(range(len(items) - 1)):
        condition = condition_stack.pop()
        if condition:
            item_bar = best_bar  # best = item
            best_bar = 0.0
        else:
            item_bar = 0.0
        items_bar[k + 1] = item_bar
    items_bar[0] += best_bar  # best = items[0]
    return items_bar


def smallest_of_forward(items):
    condition_stack = []
    best = items[0]
    for k in range(len(items) - 1):
        item = items[k + 1]
        condition = item < best
        if condition:
            best = item
        condition_stack.append(condition)
    return best, condition_stack


def smallest_of_reverse(items, condition_stack, ans_bar):
    best_bar = ans_bar  # return best
    items_bar = [0.0] * len(items)
    for k in reversed(range(len(items) - 1)):
        condition = condition_stack.pop()
        if condition:
            item_bar = best_bar  # best = item
            best_bar = 0.0
        else:
            item_bar = 0.0
        items_bar[k + 1] = item_bar
    items_bar[0] += best_bar  # best = items[0]
    return items_bar
