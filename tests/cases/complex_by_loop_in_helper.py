"""A real parameter of a helper that a loop makes complex: its adjoint is real again."""

import numpy as np


def turned(z, rates):
    for rate in rates:
        z = z * (1.0 + rate * 1j)
    return z


def complex_by_loop_in_helper(x, rates):
    y = x * x
    z = turned(y, rates)
    return np.sum(z.real * y) + np.sum(np.abs(z))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), [0.3, -1.2]), (rng.normal(size=2), [])]


# --- expected ---
import numpy as np

from tests.cases import complex_by_loop_in_helper  # isort: skip


def complex_by_loop_in_helper_grad(x, rates):
    """Gradient of `complex_by_loop_in_helper` with respect to x."""
    y = x * x
    z = complex_by_loop_in_helper.turned(y, rates)
    abs_z = np.abs(z)

    # Reverse sweep
    # return np.sum(z.real * y) + np.sum(np.abs(z))
    z_bar = np.real(y) + (
        np.conj(z) / np.where(abs_z == 0, 1, abs_z)
        if np.iscomplexobj(z)
        else np.sign(z)
    )
    y_bar = np.real(z.real * 1.0)
    y_bar = y_bar + turned_reverse(rates, z_bar)  # z = turned(y, rates)
    x_bar = 2 * x * y_bar  # y = x * x
    return x_bar


def turned_reverse(rates, ans_bar):
    z_bar = ans_bar  # return z
    for rate in reversed(rates):
        z_bar = (1.0 + rate * 1j) * z_bar  # z = z * (1.0 + rate * 1j)
    return np.real(z_bar)
