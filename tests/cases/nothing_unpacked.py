"""`*parts` of a list that stays empty is no argument; the call is made all the same."""

import numpy as np


def stencil(count, spacing):
    parts = [] if len(spacing) == 0 else [spacing[0]]
    return np.gradient(np.eye(count), *parts, axis=0)


def nothing_unpacked(x):
    return np.sum(np.sin(np.tensordot(x, stencil(len(x), []), 1)))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np

from tests.cases import nothing_unpacked  # isort: skip


def nothing_unpacked_grad(x):
    """Gradient of `nothing_unpacked` with respect to x."""
    stencil_ans = nothing_unpacked.stencil(len(x), [])
    tensordot_x = np.tensordot(x, stencil_ans, 1)

    # Reverse sweep
    # return np.sum(np.sin(np.tensordot(x, stencil(len(x), []), 1)))
    b_rest = tuple(i for i in range(np.ndim(stencil_ans)) if i not in (0,))
    x_bar = np.tensordot(
        np.cos(tensordot_x) * 1.0, stencil_ans, (tuple(range(0, len(b_rest))), b_rest)
    )
    return x_bar
