"""Conditions of `np.where` of one trip, of one handler, or of what comes later."""

import numpy as np


def where_in_other_trips(x, y, place):
    total = 0.0
    z = np.sqrt(x)
    for _ in range(2):
        total = total + np.sum(np.where(x > 2.0, z, 0.0))
        z = np.sqrt(x + z[::-1])
    late = np.sqrt(y)
    ratio = x / late
    chosen = np.where((late > 1.2) & (x > 0.1) & (x < 9.0), ratio, x)
    level = np.log(x)
    try:
        y[place]
        tried = np.where(x > 2.0, level, 0.0)
    except IndexError:
        tried = level * 2.0
    return total + np.sum(z) + np.sum(chosen) + np.sum(tried * y)


WRT = ("x", "y")


def samples(rng):
    x, y = np.array([0.5, 1.0, 4.0]), np.array([1.0, 2.0, 3.0])
    return [(x, y, 0), (x, y, 3)]


# --- expected ---
import numpy as np


def where_in_other_trips_grad(x, y, place):
    """Gradient of `where_in_other_trips` with respect to x and y."""
    z_stack = []
    z = np.sqrt(x)
    for _ in range(2):
        z_stack.append(z)
        z = np.sqrt(x + z[::-1])
    late = np.sqrt(y)
    value2 = (late > 1.2) & (x > 0.1) & (x < 9.0)
    ratio = x / late
    value = (late > 1.2) & (x > 0.1) & (x < 9.0)
    chosen = np.where(value, ratio, x)
    level = np.log(x)
    failed = False
    try:
        y[place]
        tried = np.where(x > 2.0, level, 0.0)
    except IndexError:
        failed = True
        tried = level * 2.0

    # Reverse sweep
    z_bar = np.full(np.shape(z), 1.0)  # return total + np.sum(z) + np.sum(...) + ...
    chosen_bar = np.broadcast_to(1.0, np.shape(chosen))
    tried_bar = y
    y_bar = tried
    # tried = level * 2.0
    level_bar = 2.0 * tried_bar if failed else np.where(x > 2.0, tried_bar, 0)
    # level = np.log(x)
    x_bar = level_bar / np.where((level_bar != 0.0) | (np.abs(x) > 0.0), x, 0.5)
    ratio_bar = np.where(value, chosen_bar, 0)  # chosen = np.where(...)
    x_bar += np.where(value, 0, chosen_bar)
    where_value2 = np.where(value2, late, 0.5)  # ratio = x / late
    x_bar += ratio_bar / where_value2
    late_bar = -np.where(value2, ratio, 0.5) / where_value2 * ratio_bar
    # late = np.sqrt(y)
    y_bar += 0.5 / np.where((late_bar != 0.0) | (late > 0.0), late, 0.5) * late_bar
    for _ in reversed(range(2)):
        z_asked = (z_bar != 0.0) | (z > 0.0) & np.isfinite(z)  # z = np.sqrt(...)
        sum_bar = 0.5 / np.where(z_asked, z, 0.5) * z_bar
        z = z_stack.pop()
        x_bar += sum_bar
        z_bar = np.zeros_like(z)
        z_bar[::-1] = sum_bar
        z_bar += np.where(x > 2.0, 1.0, 0)  # total = total + np.sum(...)
    x_bar += 0.5 / np.where((z_bar != 0.0) | (z > 0.0), z, 0.5) * z_bar  # z = ...
    return x_bar, y_bar
