"""Members of enumerations, their values, and a place found by bisection."""

import bisect
import enum


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Scale(enum.Enum):
    SMALL = 0.1
    LARGE = 10.0


KNOTS = [0.0, 0.5, 1.0]


def members_of_enumerations(x, a, fine):
    scale = Scale.SMALL if fine else Scale.LARGE
    k = bisect.bisect(KNOTS, a) - 1
    return scale.value * a**Level.HIGH * x[Level.LOW.value] + x[k] * (a - KNOTS[k])


WRT = "x", "a"
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=3), 0.7, True), (rng.normal(size=3), 0.2, False)]


# --- expected ---
import bisect

import numpy as np

from tests.cases import members_of_enumerations  # isort: skip


def members_of_enumerations_grad(x, a, fine):
    """Gradient of `members_of_enumerations` with respect to x and a."""
    scale = (
        members_of_enumerations.Scale.SMALL
        if fine
        else members_of_enumerations.Scale.LARGE
    )
    k = bisect.bisect(members_of_enumerations.KNOTS, a) - 1

    # Reverse sweep
    # return scale.value * a**Level.HIGH * x[Level.LOW.value] + x[k] * (a - KNOTS[k])
    a_bar = (
        members_of_enumerations.Level.HIGH
        * a
        ** np.where(
            (members_of_enumerations.Level.HIGH != 0) | (a != 0),
            members_of_enumerations.Level.HIGH - 1,
            1,
        )
        * (scale.value * x[members_of_enumerations.Level.LOW.value])
        + x[k]
    )
    x_bar = np.zeros_like(x)
    x_bar[members_of_enumerations.Level.LOW.value] = (
        scale.value * a**members_of_enumerations.Level.HIGH * 1.0
    )
    x_bar[k] += a - members_of_enumerations.KNOTS[k]
    return x_bar, float(a_bar)
