"""What is returned beside: constants of a kind that is not known beforehand."""

import json

import numpy as np


def tangent_of_unknown(x):
    settings = json.loads('{"rates": [0.5, 2], "name": "slow"}')
    sums = np.apply_along_axis(np.sum, 0, np.ones((2, 3)))
    return 2.0 * x * settings["rates"][0], settings, sums


WRT = "x"
MODE = "jvp"
TWICE = False  # a text made for a first derivative knows less of what is unknown


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

import json  # isort: skip


def tangent_of_unknown_jvp(x, *, tangents):
    """Value of `tangent_of_unknown` and its tangent, for tangents of x."""
    x_dot = tangents
    settings = json.loads('{"rates": [0.5, 2], "name": "slow"}')
    sums = np.apply_along_axis(np.sum, 0, np.ones((2, 3)))
    state = settings["rates"][0]
    return (2.0 * x * state, settings, sums), (
        state * (2.0 * x_dot),
        zeros_of(settings),
        zeros_of(sums),
    )


def zeros_of(x):
    """Zeros like `x`, whatever it is; None for what has no derivative."""
    if isinstance(x, (list, tuple)):
        parts = [zeros_of(part) for part in x]
        return type(x)(*parts) if hasattr(x, "_fields") else type(x)(parts)
    if isinstance(x, dict):
        return {key: zeros_of(part) for key, part in x.items()}
    if isinstance(x, np.ndarray):
        return np.zeros_like(x) if x.dtype.kind in "fc" else None
    return type(x)(0) if isinstance(x, (float, complex, np.inexact)) else None
