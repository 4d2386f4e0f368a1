"""Arrays of a list that something active is written into before the list is copied."""

import numpy as np


def items_become_active(xs, y):
    kept = [np.zeros_like(x) for x in xs]
    kept[1] += y
    copied = list(kept)
    total = np.sum(copied[1] ** 2 * xs[0])
    first = copied[0]
    first[...] += y * xs[1]
    pair = tuple(copied)
    total = total + np.sum(pair[0] * xs[0])
    both = list(pair) + [xs[1]]
    for k in reversed(range(len(both))):
        total = total + np.sum(np.sin(both.pop()) * xs[0]) * k
    later = [np.ones_like(x) for x in xs]
    same = list(later)
    later[0] += y
    return total + np.sum(same[0] ** 3 * xs[1])


WRT = ("xs", "y")


def samples(rng):
    return [([rng.normal(size=3), rng.normal(size=3)], rng.normal(size=3))]


# --- expected ---
import numpy as np


def items_become_active_grad(xs, y):
    """Gradient of `items_become_active` with respect to xs and y."""
    pop_ans_stack = []
    kept_0 = np.zeros_like(xs[0])
    kept_1 = np.zeros_like(xs[1])
    kept_1 += y
    kept_0[...] += y * xs[1]
    items = [kept_0, kept_1, xs[1]]
    for k in reversed(range(3)):
        pop_ans = items.pop()
        pop_ans_stack.append(pop_ans)
    later_0 = np.ones_like(xs[0])
    later_0 += y

    # Reverse sweep
    xs_1_bar = later_0**3  # return total + np.sum(same[0] ** 3 * xs[1])
    y_bar = 3 * later_0**2 * xs[1]  # later[0] += y
    items_bar = [np.zeros_like(item) for item in items]
    xs_0_bar = np.zeros_like(xs[0])
    for k in range(3):
        pop_ans = pop_ans_stack.pop()
        product_bar = k * 1.0  # total = total + np.sum(np.sin(both.pop()) * xs[0]) * k
        sin_pop_ans = np.sin(pop_ans)
        product = sin_pop_ans * xs[0]
        pop_ans_bar = np.cos(pop_ans) * unbroadcast(
            np.broadcast_to(xs[0] * product_bar, np.shape(product)), pop_ans
        )
        xs_0_bar += unbroadcast(
            np.broadcast_to(sin_pop_ans * product_bar, np.shape(product)), xs[0]
        )
        items_bar.append(pop_ans_bar)
    kept_0_bar = items_bar[0].copy()  # for k in reversed(range(len(both)))
    kept_1_bar = items_bar[1].copy()
    xs_1_bar += items_bar[2]
    kept_0_bar += xs[0]  # total = total + np.sum(pair[0] * xs[0])
    xs_0_bar += kept_0
    y_bar += xs[1] * kept_0_bar  # first[...] += y * xs[1]
    xs_1_bar += y * kept_0_bar
    kept_1_bar += 2 * kept_1 * xs[0]  # total = np.sum(copied[1] ** 2 * xs[0])
    xs_0_bar += kept_1**2
    y_bar += kept_1_bar  # kept[1] += y
    return [xs_0_bar, xs_1_bar], y_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
