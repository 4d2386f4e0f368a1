"""A new array has the tangent of a field or an item, and is changed in place."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Box:
    u: np.ndarray


def tangents_of_fields(box, p):
    x = box.u + 0.1
    x[1:] = x[:-1]
    y = p["w"] - 1.0
    y[0] *= y[1]
    return np.sum(x * y)


WRT = ("box", "p")


def samples(rng):
    return [(Box(rng.uniform(size=3)), {"w": rng.uniform(size=3)})]


# --- expected ---
from tests.cases import tangents_of_fields  # isort: skip


def tangents_of_fields_grad(box, p):
    """Gradient of `tangents_of_fields` with respect to box and p."""
    x = box.u + 0.1
    x[1:] = x[:-1]
    y = p["w"] - 1.0
    y_old = y[0]
    y[0] *= y[1]

    # Reverse sweep
    x_bar = y.copy()  # return np.sum(x * y)
    y_bar = x.copy()
    y[0] = y_old
    y_bar[1] += y[0] * y_bar[0]  # y[0] *= y[1]
    y_bar[0] = y[1] * y_bar[0]
    x_section_bar = x_bar[1:].copy()  # x[1:] = x[:-1]
    x_bar[1:] = 0.0
    x_bar[:-1] += x_section_bar
    return tangents_of_fields.Box(x_bar), {"w": y_bar}
