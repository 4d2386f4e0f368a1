"""An American option on a tree of prices, backwards in place with a maximum."""

import numpy as np


def binomial_tree(spot, strike, up, rate, steps):
    down = 1.0 / up
    p = (np.exp(rate) - down) / (up - down)
    prices = spot * up ** np.arange(steps, -steps - 1, -2.0)
    values = np.maximum(strike - prices, 0.0)
    for k in range(steps):
        prices = prices[:-1] * down
        held = np.exp(-rate) * (p * values[:-1] + (1.0 - p) * values[1:])
        values = np.maximum(held, strike - prices)
    return values[0]


WRT = ("spot", "strike", "up", "rate")
LIKE = True


def samples(rng):
    return [(100.0, 103.0, 1.1, 0.01, 3)]


# --- expected ---
