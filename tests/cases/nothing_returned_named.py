"""What calls give that return nothing, under a name or given on."""

import numpy as np


class Tank:
    def __init__(self, level):
        self.level = level * 1.0

    def fill(self, amount):
        self.level += amount


class Pump:
    def __init__(self, tank, rate):
        self.tank = tank
        self.rate = rate

    def run(self, hours):
        return self.tank.fill(self.rate * hours)


def note(history, value):
    history.append(value * value)


def pumped(tank, rate, hours):
    pump = Pump(tank, rate)
    pump.run(hours)


def nothing_returned_named(x, rate, hours):
    tank, history = Tank(x), []
    for h in hours:
        _done = pumped(tank, rate, h)
        _noted = note(history, h * rate)
    return np.sum(tank.level**2) + sum(history)


WRT = ("x", "rate", "hours")


def samples(rng):
    return [(rng.normal(size=3), 0.3, rng.normal(size=4))]


# --- expected ---
import numpy as np


def nothing_returned_named_grad(x, rate, hours):
    """Gradient of `nothing_returned_named` with respect to x, rate and hours."""
    level = x * 1.0
    for h in hours:
        level += rate * h

    # Reverse sweep
    x_bar = 2 * level  # return np.sum(tank.level**2) + sum(history)
    hours_bar = np.zeros_like(hours)
    rate_bar = 0.0
    for k in reversed(range(len(hours))):
        h = hours[k]
        value_bar = 2 * h * rate  # history.append(value * value)
        h_bar = rate * value_bar  # _noted = note(history, h * rate)
        rate_bar += h * value_bar
        amount_bar = np.sum(x_bar)  # self.level += amount
        rate_bar += h * amount_bar  # return self.tank.fill(self.rate * hours)
        h_bar += rate * amount_bar
        hours_bar[k] = h_bar
    return x_bar, float(rate_bar), hours_bar
