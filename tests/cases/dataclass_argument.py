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
