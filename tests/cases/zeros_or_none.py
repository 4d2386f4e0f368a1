"""Zeros like a value where there is one, None elsewhere, as their tangents are."""

import numpy as np


def zeros_or_none(x):
    known = {"a": x * x}
    state = {"a": x * 1.0, "b": x * 2.0}
    for k in [*state]:
        state[k] = None if k not in known else np.zeros_like(known[k])
    total = x * x
    for k in [*state]:
        if state[k] is not None:
            total = total + state[k]
    return total


WRT = "x"
MODE = "jvp"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def zeros_or_none_jvp(x, *, tangents):
    """Value of `zeros_or_none` and its tangent, for tangents of x."""
    x_dot = tangents
    known = {"a": x * x}
    state_dot = {"a": x_dot, "b": 2.0 * x_dot}
    state = {"a": x * 1.0, "b": x * 2.0}
    items = [*state]
    for k in items:
        state_dot[k] = None if k not in known else np.zeros_like(known[k])
        state[k] = None if k not in known else np.zeros_like(known[k])
    total_dot = 2 * x * x_dot
    total = x * x
    items2 = [*state]
    for k in items2:
        if state[k] is not None:
            total_dot = total_dot + state_dot[k]
            total = total + state[k]
    return total, total_dot
