"""Helpers of another module, one of which reads a global of its own module."""

from tests.cases import _physics
from tests.cases._physics import spring


def helper_other_module(x):
    return _physics.energy(x) + spring(x[0], 3.0)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np

from tests.cases import _physics  # isort: skip


def helper_other_module_grad(x):
    """Gradient of `helper_other_module` with respect to x."""
    x_bar2 = spring_reverse(x[0], 3.0, 0.0, 1.0)  # return _physics.energy(x) + ...
    x_bar = np.zeros_like(x)
    x_bar[0] = x_bar2
    x_bar += energy_reverse(x, 1.0)
    return x_bar


def spring_reverse(x, stiffness, rest, ans_bar):
    stretch = x - rest

    # Reverse sweep
    x_bar = stretch * stiffness * ans_bar  # return 0.5 * stiffness * stretch**2
    return x_bar


def energy_reverse(positions, ans_bar):
    diff_positions = np.diff(positions)
    spring_ans = _physics.spring(diff_positions, _physics.STIFFNESS)

    # Reverse sweep
    spring_ans_bar = np.broadcast_to(ans_bar, np.shape(spring_ans))  # return ...
    x_bar = spring_reverse(diff_positions, _physics.STIFFNESS, 0.0, spring_ans_bar)
    positions_bar = -np.diff(x_bar, prepend=0, append=0)
    return positions_bar
