"""What a mask picks of an adjoint is summed before that changes by another name."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Pair:
    values: np.ndarray
    shift: float


def section_of_shadow_kept(y, t):
    pair = Pair(y[::-1], t - 0.5)
    turned = y[::-1]
    pair.values *= np.asarray(turned)
    y[y > -0.6] += pair.shift
    return np.sum(turned.copy() * y) + t


WRT = ("y", "t")


def samples(rng):
    return [(rng.normal(size=5), 0.4)]


# --- expected ---
import numpy as np


def section_of_shadow_kept_grad(y, t):
    """Gradient of `section_of_shadow_kept` with respect to y and t."""
    y_bar = np.zeros_like(y)
    y = y.copy()
    pair_values = y[::-1]
    pair_values_bar = y_bar[::-1]
    turned = y[::-1]
    turned_bar = y_bar[::-1]
    asarray_turned = np.asarray(turned).copy()
    pair_values_old = pair_values.copy()
    pair_values *= asarray_turned
    mask = y > -0.6
    y_old = y[mask].copy()
    y[mask] += t - 0.5
    copy = turned.copy()

    # Reverse sweep
    turned_bar += y  # return np.sum(turned.copy() * y) + t
    y_bar += copy
    t_bar = 1.0
    y[mask] = y_old
    pair_shift_bar = np.sum(y_bar[mask])  # y[y > -0.6] += pair.shift
    pair_values[...] = pair_values_old
    pair_values_section_bar = pair_values_bar.copy()  # pair.values *= np.asarray(...)
    pair_values_bar[...] = asarray_turned * pair_values_section_bar
    turned_bar += pair_values * pair_values_section_bar
    t_bar += pair_shift_bar  # pair = Pair(y[::-1], t - 0.5)
    y_bar = y_bar.copy()
    return y_bar, float(t_bar)
