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
import numpy as np


def binomial_tree_grad(spot, strike, up, rate, steps):
    """Gradient of `binomial_tree` with respect to spot, strike, up and rate."""
    prices_stack = []
    values_stack = []
    down = 1.0 / up
    p = (np.exp(rate) - down) / (up - down)
    arange_steps = np.arange(steps, -steps - 1, -2.0)
    power = up**arange_steps
    prices = spot * power
    values = np.maximum(strike - prices, 0.0)
    for k in range(steps):
        prices_stack.append(prices)
        prices = prices[:-1] * down
        held = np.exp(-rate) * (p * values[:-1] + (1.0 - p) * values[1:])
        values_stack.append(values)
        values = np.maximum(held, strike - prices)

    # Reverse sweep
    values_bar = np.zeros_like(values)  # return values[0]
    values_bar[0] = 1.0
    down_bar = 0.0
    p_bar = 0.0
    prices_bar = np.zeros_like(prices)
    rate_bar = 0.0
    strike_bar = 0.0
    for k in reversed(range(steps)):
        values = values_stack.pop()
        exp = np.exp(-rate)
        held = exp * (p * values[:-1] + (1.0 - p) * values[1:])
        # values = np.maximum(held, strike - prices)
        sum_bar = unbroadcast(
            np.where(
                held == strike - prices,
                0.5 * values_bar,
                (strike - prices > held) * values_bar,
            ),
            prices,
        )
        held_bar = unbroadcast(
            np.where(
                held == strike - prices,
                0.5 * values_bar,
                (held > strike - prices) * values_bar,
            ),
            held,
        )
        strike_bar += np.sum(sum_bar)
        prices_bar -= sum_bar
        total = p * values[:-1] + (1.0 - p) * values[1:]  # held = np.exp(-rate) * (...)
        sum_bar2 = exp * held_bar
        rate_bar -= exp * np.sum(total * held_bar)
        p_bar += np.sum(values[:-1] * sum_bar2) - np.sum(values[1:] * sum_bar2)
        values_bar = np.zeros_like(values)
        values_bar[:-1] = p * sum_bar2
        values_bar[1:] += (1.0 - p) * sum_bar2
        prices = prices_stack.pop()
        prices_bar2 = prices_bar  # prices = prices[:-1] * down
        down_bar += np.sum(prices[:-1] * prices_bar2)
        prices_bar = np.zeros_like(prices)
        prices_bar[:-1] = down * prices_bar2
    sum_bar3 = (strike - prices > 0.0) * values_bar  # values = np.maximum(...)
    strike_bar += np.sum(sum_bar3)
    prices_bar -= sum_bar3
    spot_bar = np.sum(power * prices_bar)  # prices = spot * up ** np.arange(...)
    up_bar = np.sum(
        arange_steps
        * up ** np.where((arange_steps != 0) | (up != 0), arange_steps - 1, 1)
        * (spot * prices_bar)
    )
    sum_bar4 = p_bar / (up - down)  # p = (np.exp(rate) - down) / (up - down)
    sum_bar5 = -p / (up - down) * p_bar
    rate_bar += np.exp(rate) * sum_bar4
    down_bar -= sum_bar4 + sum_bar5
    up_bar += sum_bar5
    up_bar -= down / up * down_bar  # down = 1.0 / up
    return float(spot_bar), float(strike_bar), float(up_bar), float(rate_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
