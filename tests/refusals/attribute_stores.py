"""Attributes of an argument are overwritten; the caller's object stays as it was."""

import numpy as np


class State:
    def __init__(self, x, v):
        self.x = x
        self.v = v


def attribute_stores(state, dt):
    for k in range(3):
        state.v = state.v - dt * np.sin(state.x)
        state.x = state.x + dt * state.v
    return state.x * state.x


WRT = ("state", "dt")


def samples(rng):
    return [(State(1.0, 0.2), 0.1)]


# --- expected ---
# attribute_stores.py:14:9: an attribute is assigned - return the new value instead
#         state.v = state.v - dt * np.sin(state.x)
#         ^
# attribute_stores.py:15:9: an attribute is assigned - return the new value instead
#         state.x = state.x + dt * state.v
#         ^
