import numpy as np


def cell(x, weights, state=None):
    """One step of a recurrent cell, which begins from nothing."""
    if state is None:
        h, c = np.zeros(2), np.zeros(2)
    else:
        h, c = state
    c = 0.5 * c + np.tanh(weights @ h + x)
    h = np.sin(c)
    return h, (h, c)


def state_none_at_first(xs, weights):
    """A state that is None before the first step, and a tuple of arrays behind it."""
    state = None
    total = 0.0
    for t in range(len(xs)):
        y, state = cell(xs[t], weights, state)
        total += np.sum(y * y)
    return total


WRT = ("xs", "weights")


def samples(rng):
    yield rng.normal(size=(3, 2)), rng.normal(size=(2, 2))
    yield rng.normal(size=(0, 2)), rng.normal(size=(2, 2))


# --- expected ---
import numpy as np

from tests.cases import state_none_at_first  # isort: skip


def state_none_at_first_grad(xs, weights):
    """Gradient of `state_none_at_first` with respect to xs and weights."""
    state_stack = []
    state = None
    for t in range(len(xs)):
        state_stack.append(state)
        y, state = state_none_at_first.cell(xs[t], weights, state)

    # Reverse sweep
    state_0_bar = 0.0
    state_1_bar = 0.0
    weights_bar = np.zeros_like(weights)
    xs_bar = np.zeros_like(xs)
    for t in reversed(range(len(xs))):
        state = state_stack.pop()
        (y, state), saved = cell_forward(xs[t], weights, state)
        y_bar = 2 * y  # total += np.sum(y * y)
        state_0_bar = state_0_bar + np.zeros_like(state[0])  # y, state = cell(...)
        state_1_bar = state_1_bar + np.zeros_like(state[1])
        x_bar, weights_bar2, state_0_bar, state_1_bar = cell_reverse(
            weights, saved, y_bar, state_0_bar, state_1_bar
        )
        xs_bar[t] = x_bar
        weights_bar += weights_bar2
    return xs_bar, weights_bar


def cell_forward(x, weights, state):
    if state is None:
        h, c = np.zeros(2), np.zeros(2)
    else:
        h, c = state
    tanh = np.tanh(weights @ h + x)
    c = 0.5 * c + tanh
    h_old = h
    h = np.sin(c)
    return (h, (h, c)), (state, c, tanh, h_old)


def cell_reverse(weights, saved, ans_0_bar, ans_1_0_bar, ans_1_1_bar):
    state, c, tanh, h = saved
    h_bar = ans_0_bar + ans_1_0_bar  # return h, (h, c)
    c_bar = ans_1_1_bar + np.cos(c) * h_bar  # h = np.sin(c)
    x_bar = (1 - tanh**2) * c_bar  # c = 0.5 * c + np.tanh(weights @ h + x)
    weights_bar = np.outer(x_bar, h)
    h_bar = weights.T @ x_bar
    c_bar = 0.5 * c_bar
    if state is None:
        state_0_bar = 0.0
        state_1_bar = 0.0
    else:
        state_0_bar = h_bar  # h, c = state
        state_1_bar = c_bar
    return x_bar, weights_bar, state_0_bar, state_1_bar
