"""A dataclass in, a dataclass of adjoints out."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Model:
    w: np.ndarray
    scale: float
    steps: int


def dataclass_argument(model, x):
    for k in range(model.steps):
        x = model.scale * np.sin(model.w * x)
    return np.sum(x)


WRT = ("model", "x")


def samples(rng):
    return [(Model(rng.normal(size=3), 0.8, 2), rng.normal(size=3))]


# --- expected ---
import numpy as np

from tests.cases import dataclass_argument  # isort: skip


def dataclass_argument_grad(model, x):
    """Gradient of `dataclass_argument` with respect to model and x."""
    x_stack = []
    for k in range(model.steps):
        x_stack.append(x)
        x = model.scale * np.sin(model.w * x)

    # Reverse sweep
    x_bar = np.broadcast_to(1.0, np.shape(x))  # return np.sum(x)
    scale_bar = 0.0
    w_bar = np.zeros_like(model.w)
    for k in reversed(range(model.steps)):
        x = x_stack.pop()
        product_bar = np.cos(model.w * x) * model.scale * x_bar  # x = model.scale * ...
        scale_bar += np.sin(model.w * x) @ x_bar
        w_bar += x * product_bar
        x_bar = model.w * product_bar
    x_bar = x_bar.copy()
    return dataclass_argument.Model(w_bar, float(scale_bar), None), x_bar
