"""Helpers of the cases, in a module of their own."""

import numpy as np

STIFFNESS = 2.5


def spring(x, stiffness=1.0, *, rest=0.0):
    """The energy of a spring."""
    stretch = x - rest
    return 0.5 * stiffness * stretch**2


def energy(positions):
    """The energy of a chain of springs of this module's stiffness."""
    return np.sum(spring(np.diff(positions), STIFFNESS))


def relax(positions, rate):
    """Move inner points towards their neighbours; changes its argument."""
    positions[1:-1] += rate * (positions[:-2] - 2.0 * positions[1:-1] + positions[2:])
