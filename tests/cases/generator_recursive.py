"""A generator function that yields from itself."""


def halves(x):
    if len(x) == 1:
        yield x[0] * x[0]
        return
    middle = len(x) // 2
    yield from halves(x[:middle])
    yield from halves(x[middle:])


def generator_recursive(x):
    total = 0.0
    for square in halves(x):
        total = 0.5 * total + square
    return total


WRT = "x"


def samples(rng):
    return [(rng.normal(size=n),) for n in (1, 5)]


# --- expected ---
import numpy as np


def generator_recursive_grad(x):
    """Gradient of `generator_recursive` with respect to x."""
    items = halves(x)

    # Reverse sweep
    total_bar = 1.0  # return total
    items_bar = [0.0] * len(items)
    for k in reversed(range(len(items))):
        items_bar[k] = total_bar  # total = 0.5 * total + square
        total_bar = 0.5 * total_bar
    x_bar = halves_reverse(x, items_bar)
    return x_bar


def halves_forward(x):
    middle = None
    items = None
    saved2 = None
    items2 = None
    saved = None
    found = []
    if len(x) == 1:
        found.append(x[0] * x[0])
        ans = found
    else:
        middle = len(x) // 2
        items, saved2 = halves_forward(x[:middle])
        for k in range(len(items)):
            found.append(items[k])
        items2, saved = halves_forward(x[middle:])
        for j in range(len(items2)):
            found.append(items2[j])
        ans = found
    return ans, (x, middle, items, saved2, items2, saved)


def halves_reverse2(saved3, ans_bar):
    x, middle, items, saved2, items2, saved = saved3
    if len(x) == 1:
        found_bar = list(ans_bar)  # return
        product_bar = found_bar.pop()  # yield x[0] * x[0]
        x_bar = np.zeros_like(x)
        x_bar[0] = 2 * x[0] * product_bar
    else:
        found_bar = list(ans_bar)
        items2_bar = [0.0] * len(items2)
        for j in reversed(range(len(items2))):
            items2_bar[j] = found_bar.pop()  # yield from halves(x[middle:])
        x_bar2 = halves_reverse2(saved, items2_bar)
        x_bar = np.zeros_like(x)
        x_bar[middle:] = x_bar2
        items_bar = [0.0] * len(items)
        for k in reversed(range(len(items))):
            items_bar[k] = found_bar.pop()  # yield from halves(x[:middle])
        x_bar[:middle] += halves_reverse2(saved2, items_bar)
    return x_bar


def halves_reverse(x, ans_bar):
    if len(x) != 1:
        middle = len(x) // 2
        items, saved2 = halves_forward(x[:middle])
        items2, saved = halves_forward(x[middle:])

    # Reverse sweep
    if len(x) == 1:
        found_bar = list(ans_bar)  # return
        product_bar = found_bar.pop()  # yield x[0] * x[0]
        x_bar = np.zeros_like(x)
        x_bar[0] = 2 * x[0] * product_bar
    else:
        found_bar = list(ans_bar)
        items2_bar = [0.0] * len(items2)
        for j in reversed(range(len(items2))):
            items2_bar[j] = found_bar.pop()  # yield from halves(x[middle:])
        x_bar2 = halves_reverse2(saved, items2_bar)
        x_bar = np.zeros_like(x)
        x_bar[middle:] = x_bar2
        items_bar = [0.0] * len(items)
        for k in reversed(range(len(items))):
            items_bar[k] = found_bar.pop()  # yield from halves(x[:middle])
        x_bar[:middle] += halves_reverse2(saved2, items_bar)
    return x_bar


def halves(x):
    found = []
    if len(x) == 1:
        found.append(x[0] * x[0])
        return found
    middle = len(x) // 2
    for item in halves(x[:middle]):
        found.append(item)
    for item2 in halves(x[middle:]):
        found.append(item2)
    return found
