"""Helpers of another module, one of which reads a global of its own module."""

from tests.cases import _physics
from tests.cases._physics import spring


def helper_other_module(x):
    return _physics.energy(x) + spring(x[0], 3.0)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
