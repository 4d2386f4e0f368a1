"""A constructor keeps an array and asks for its length; methods change the array."""

import numpy as np


class Filter:
    def __init__(self, state, gain):
        self.state = np.asarray(state, dtype=float)
        self.gain = gain
        self.count = len(state)
        self.seen = []

    def update(self, z):
        error = z - np.sum(self.state) / self.count
        self.state += self.gain * error
        self.seen.append(error)


def constructor_keeps_array(x, gain, zs):
    f = Filter(2.0 * x, gain)
    for z in zs:
        f.update(z)
    return np.sum(f.state**2) + sum(e * e for e in f.seen)


WRT = ("x", "gain", "zs")
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=3), 0.3, rng.normal(size=4))]


# --- expected ---
import numpy as np

from tests.cases import constructor_keeps_array  # isort: skip


def constructor_keeps_array_grad(x, gain, zs):
    """Gradient of `constructor_keeps_array` with respect to x, gain and zs."""
    saved_stack = []
    f = constructor_keeps_array.Filter(2.0 * x, gain)
    for z in zs:
        saved = update_forward(f, z)
        saved_stack.append(saved)

    # Reverse sweep
    state_bar = 2 * f.state  # return np.sum(f.state**2) + sum(e * e for e in f.seen)
    seen_bar = [0.0] * len(f.seen)
    for j in reversed(range(len(f.seen))):
        seen_bar[j] = 2 * f.seen[j]
    gain_bar2 = 0.0
    zs_bar = np.zeros_like(zs)
    for k in reversed(range(len(zs))):
        saved = saved_stack.pop()
        # f.update(z)
        state_bar, gain_bar3, seen_bar, z_bar = update_reverse(
            f, saved, state_bar, seen_bar
        )
        gain_bar2 += gain_bar3
        zs_bar[k] = z_bar
    state_bar2, gain_bar = Filter_reverse(state_bar, gain_bar2)  # f = Filter(...)
    x_bar = 2.0 * state_bar2
    return x_bar, float(gain_bar), zs_bar


def update_forward(self, z):
    error = z - np.sum(self.state) / self.count
    self_old = self.state.copy()
    self.state += self.gain * error
    self.seen.append(error)
    return error, self_old


def update_reverse(self, saved, state_bar, seen_bar):
    error, self_old = saved
    error_bar = seen_bar.pop()  # self.seen.append(error)
    self.seen.pop()
    self.state[...] = self_old
    product_bar = np.sum(state_bar)  # self.state += self.gain * error
    gain_bar = error * product_bar
    error_bar += self.gain * product_bar
    z_bar = error_bar  # error = z - np.sum(self.state) / self.count
    state_bar = state_bar - error_bar / self.count
    return state_bar, gain_bar, seen_bar, z_bar


def Filter_reverse(ans_state_bar, ans_gain_bar):
    gain_bar = ans_gain_bar  # self.gain = gain
    state_bar = ans_state_bar  # self.state = np.asarray(state, dtype=float)
    return state_bar, gain_bar
