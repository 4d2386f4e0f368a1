"""States in a list that is made of None and filled later; some of them nobody reads."""

import numpy as np


def list_made_of_none(w, s, n):
    states = [None] * (n + 1)
    for k in range(n):
        states[k] = w @ (np.ones(len(w)) * s * k)
    shifts = [None, None, None]
    for k in range(3):
        shifts[k] = s * k + states[1]
    return np.sum(states[2]) * np.mean(states[1]) + np.sum(shifts[1])


WRT = ("w", "s")


def samples(rng):
    return [(rng.normal(size=(3, 3)), 0.7, 4)]


# --- expected ---
import numpy as np


def list_made_of_none_grad(w, s, n):
    """Gradient of `list_made_of_none` with respect to w and s."""
    states = [None] * (n + 1)
    for k in range(n):
        states[k] = w @ (np.ones(len(w)) * s * k)
    shifts = [None, None, None]
    for k in range(3):
        shifts[k] = s * k + states[1]
    mean = np.mean(states[1])
    sum_value = np.sum(states[2])

    # Reverse sweep
    # return np.sum(states[2]) * np.mean(states[1]) + np.sum(shifts[1])
    states_bar = [0.0 if item is None else np.zeros_like(item) for item in states]
    states_bar[2] = states_bar[2] + np.broadcast_to(mean, np.shape(states[2]))
    states_bar[1] = states_bar[1] + np.broadcast_to(
        sum_value / len(states[1]), np.shape(states[1])
    )
    shifts_bar = [0.0 if item is None else np.zeros_like(item) for item in shifts]
    shifts_bar[1] = shifts_bar[1] + np.broadcast_to(1.0, np.shape(shifts[1]))
    s_bar = 0.0
    for k in reversed(range(3)):
        shifts_item_bar = shifts_bar[k]  # shifts[k] = s * k + states[1]
        shifts_bar[k] = np.zeros_like(shifts_item_bar)
        s_bar += k * np.sum(shifts_item_bar)
        states_bar[1] = states_bar[1] + shifts_item_bar
    w_bar = np.zeros_like(w)
    for k in reversed(range(n)):
        states_item_bar = states_bar[k]  # states[k] = w @ (np.ones(len(w)) * s * k)
        states_bar[k] = np.zeros_like(states_item_bar)
        ones = np.ones(len(w))
        w_bar += np.outer(states_item_bar, np.ones(len(w)) * s * k)
        s_bar += np.sum(ones * k * (w.T @ states_item_bar))
    return w_bar, float(s_bar)
