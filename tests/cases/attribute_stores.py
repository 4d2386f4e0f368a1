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
import copy

import numpy as np

from tests.cases import attribute_stores  # isort: skip


def attribute_stores_grad(state, dt):
    """Gradient of `attribute_stores` with respect to state and dt."""
    v_stack = []
    x_stack = []
    state = copy.copy(state)
    for k in range(3):
        v_stack.append(state.v)
        state.v = state.v - dt * np.sin(state.x)
        x_stack.append(state.x)
        state.x = state.x + dt * state.v

    # Reverse sweep
    x_bar = 2 * state.x  # return state.x * state.x
    dt_bar = 0.0
    v_bar = 0.0
    for k in reversed(range(3)):
        state.x = x_stack.pop()
        dt_bar += state.v * x_bar  # state.x = state.x + dt * state.v
        v_bar += dt * x_bar
        state.v = v_stack.pop()
        dt_bar -= np.sin(state.x) * v_bar  # state.v = state.v - dt * np.sin(state.x)
        x_bar -= np.cos(state.x) * dt * v_bar
    state_bar = object.__new__(attribute_stores.State)
    state_bar.x = float(x_bar)
    state_bar.v = float(v_bar)
    return state_bar, float(dt_bar)
