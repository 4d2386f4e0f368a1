"""A dataclass is made and returned."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Fit:
    mean: float
    residual: np.ndarray


def dataclass_out(x, w):
    mean = np.sum(w * x) / np.sum(w)
    return Fit(mean, residual=(x - mean) ** 2)


WRT = ("x", "w")
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=3), 1.0 + rng.random(3))]


# --- expected ---
import numpy as np

from tests.cases import dataclass_out  # isort: skip


def dataclass_out_vjp(x, w, *, cotangent):
    """Value and vector-Jacobian product of `dataclass_out` with respect to x and w."""
    sum_w = np.sum(w)
    mean = np.sum(w * x) / sum_w
    ans = dataclass_out.Fit(mean, residual=(x - mean) ** 2)

    # Reverse sweep
    x_bar = 2 * (x - mean) * cotangent.residual  # return Fit(...)
    mean_bar = cotangent.mean - np.sum(x_bar)
    product_bar = mean_bar / sum_w  # mean = np.sum(w * x) / np.sum(w)
    w_bar = (x - mean) * product_bar
    x_bar += w * product_bar
    return ans, (x_bar, w_bar)
