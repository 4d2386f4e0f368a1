"""Functions with variables of their own that objects keep and call later."""

import numpy as np


def leaky(slope):
    def act(v):
        return np.where(v > 0.0, v, slope * v)

    return act


class Unit:
    def __init__(self, weight, act):
        self.weight = weight
        self.act = act
        self.watchers = []

    def __call__(self, x):
        y = self.act(self.weight * x)
        for watch in self.watchers:
            watch(y)
        return y


class Meter:
    def __init__(self):
        self.total = 0.0

    def read(self, y):
        self.total += np.sum(y**2)


def functions_kept_by_objects(x, w, slope):
    meter = Meter()
    units = [Unit(w, leaky(slope)), Unit(2.0, np.tanh)]
    units.append(Unit(w * w, lambda v: v * slope))
    for unit in units[:2]:
        unit.watchers.append(meter.read)
    for unit in units:
        x = unit(x)
    return np.sum(x) + meter.total


WRT = ("x", "w", "slope")


def samples(rng):
    return [(rng.normal(size=4), 0.8, 0.1)]


# --- expected ---
import numpy as np


def functions_kept_by_objects_grad(x, w, slope):
    """Gradient of `functions_kept_by_objects` with respect to x, w and slope."""
    weight = w * w
    v2 = w * x
    y = np.where(v2 > 0.0, v2, slope * v2)
    y2 = np.tanh(2.0 * y)
    v3 = weight * y2

    # Reverse sweep
    y3_bar = np.broadcast_to(1.0, np.shape(v3 * slope))  # return np.sum(x) + ...
    v3_bar = slope * y3_bar  # y = self.act(self.weight * x)
    slope_bar = v3 @ y3_bar
    y2_bar = weight * v3_bar
    y2_bar += 2 * y2  # self.total += np.sum(y**2)
    y_bar = 2.0 * (1 - y2**2) * y2_bar  # y = self.act(self.weight * x)
    y_bar += 2 * y  # self.total += np.sum(y**2)
    product_bar = np.where(v2 > 0.0, 0, y_bar)  # y = self.act(self.weight * x)
    v2_bar = np.where(v2 > 0.0, y_bar, 0) + slope * product_bar
    slope_bar += v2 @ product_bar
    w_bar = x @ v2_bar
    x_bar = w * v2_bar
    w_bar += 2 * w * (y2 @ v3_bar)  # units.append(Unit(w * w, lambda v: v * slope))
    return x_bar, float(w_bar), float(slope_bar)
