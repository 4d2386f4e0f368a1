"""A part of joined tuples plus a constant: its tangent is not the very one given."""

import numpy as np


def tuples_joined(x, shifts):
    pairs = x + x
    parts = x + shifts
    return pairs[2] + parts[2], parts[1] * parts[0]


WRT = "x"
MODE = "jvp"


def samples(rng):
    return [((rng.normal(size=3), rng.normal(size=3)), (np.ones(3),))]


# --- expected ---
import numpy as np


def tuples_joined_jvp(x, shifts, *, tangents):
    """Value of `tuples_joined` and its tangent, for tangents of x."""
    x_dot = tangents
    pairs_dot = x_dot + x_dot
    pairs = x + x
    parts_dot = *x_dot, np.zeros_like(shifts[0])
    parts = x + shifts
    return (pairs[2] + parts[2], parts[1] * parts[0]), (
        pairs_dot[2].copy(),
        parts[0] * parts_dot[1] + parts[1] * parts_dot[0],
    )
