"""Arrays that a dict, an object or a tuple holds, and that change there."""

import numpy as np


class Body:
    def __init__(self, place):
        self.place = place


def held_then_changed(x, y):
    table = {"level": np.exp(x * y)}
    table["level"] += y
    table["level"][1:] *= table["level"][:-1]
    body = Body(np.tanh(x))
    body.place[0] = y[1]
    body.place *= table["level"]
    pair = (np.sqrt(y), 2.0)
    pair[0][1] += x[0]
    return np.sum(body.place * table["level"] * pair[0])


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.uniform(0.5, 1.5, size=3))]


# --- expected ---
import numpy as np

from tests.cases import held_then_changed  # isort: skip


def held_then_changed_grad(x, y):
    """Gradient of `held_then_changed` with respect to x and y."""
    exp = np.exp(x * y)
    table = {"level": exp.copy()}
    table["level"] += y
    table_old = table["level"][1:].copy()
    table["level"][1:] *= table["level"][:-1]
    tanh_x = np.tanh(x)
    body = held_then_changed.Body(tanh_x.copy())
    body.place[0] = y[1]
    body_old = body.place.copy()
    body.place *= table["level"]
    sqrt_y = np.sqrt(y)
    pair = sqrt_y.copy(), 2.0
    pair[0][1] += x[0]

    # Reverse sweep
    product_bar = pair[0]  # return np.sum(body.place * table["level"] * pair[0])
    place_bar = table["level"] * product_bar
    level_bar = body.place * product_bar
    pair_0_bar = body.place * table["level"]
    x_bar = np.zeros_like(x)  # pair[0][1] += x[0]
    x_bar[0] = pair_0_bar[1]
    y_bar = 0.5 / sqrt_y * pair_0_bar  # pair = np.sqrt(y), 2.0
    body.place[...] = body_old
    level_bar += body.place * place_bar  # body.place *= table["level"]
    place_bar[...] = table["level"] * place_bar
    y_bar[1] += place_bar[0]  # body.place[0] = y[1]
    place_bar[0] = 0.0
    x_bar += (1 - tanh_x**2) * place_bar  # body = Body(np.tanh(x))
    table["level"][1:] = table_old
    table_section_bar = level_bar[1:].copy()  # table["level"][1:] *= table[...][:-1]
    level_bar[1:] = table["level"][:-1] * table_section_bar
    level_bar[:-1] += table["level"][1:] * table_section_bar
    y_bar += level_bar  # table["level"] += y
    product_bar2 = exp * level_bar  # table = {"level": np.exp(x * y)}
    x_bar += y * product_bar2
    y_bar += x * product_bar2
    return x_bar, y_bar
