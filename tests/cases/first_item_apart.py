"""An iterator that gives its first item before a loop goes through the rest."""


def first_item_apart(x, rate):
    prices = iter(x)
    before = next(prices)
    level = before
    total = 0.0
    for price in prices:
        level = rate * price + (1.0 - rate) * level
        total += (price - before) * level
        before = price
    return total


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=size), 0.4) for size in (5, 1)]


# --- expected ---
import numpy as np


def first_item_apart_grad(x, rate):
    """Gradient of `first_item_apart` with respect to x and rate."""
    saved_stack = []
    price2 = x[0]
    level = x[0]
    for k in range(len(x) - 1):
        saved_stack.append((price2, level))
        price = x[k + 1]
        level = rate * price + (1.0 - rate) * level
        price2 = price

    # Reverse sweep
    level_bar = 0.0
    price2_bar = 0.0
    rate_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x) - 1)):
        price = x[k + 1]
        sum_bar = level  # total += (price - before) * level
        price2, level = saved_stack.pop()
        price_bar = price2_bar + sum_bar
        price2_bar = -sum_bar
        level_bar += price - price2
        rate_bar += (price - level) * level_bar  # level = rate * price + (...) * level
        price_bar += rate * level_bar
        level_bar = (1.0 - rate) * level_bar
        x_bar[k + 1] = price_bar
    x_bar[0] += level_bar + price2_bar  # for price in prices
    return x_bar, float(rate_bar)
