"""Helpers that call helpers, one of them in a loop with a branch in it."""

import numpy as np


def activate(z):
    return np.tanh(z) if z > 0.0 else 0.1 * z


def layer(z, w):
    return activate(w * z) + z


def helper_chain(z, w):
    for v in w:
        z = layer(z, v)
    return z * z


WRT = ("z", "w")


def samples(rng):
    return [(0.5, np.array([1.0, -2.0, 0.7]))]


# --- expected ---
import numpy as np

from tests.cases import helper_chain  # isort: skip


def helper_chain_grad(z, w):
    """Gradient of `helper_chain` with respect to z and w."""
    z_stack = []
    for v in w:
        z_stack.append(z)
        z = helper_chain.layer(z, v)

    # Reverse sweep
    z_bar = 2 * z  # return z * z
    w_bar = np.zeros_like(w)
    for k in reversed(range(len(w))):
        v = w[k]
        z = z_stack.pop()
        z_bar, v_bar = layer_reverse(z, v, z_bar)  # z = layer(z, v)
        w_bar[k] = v_bar
    return float(z_bar), w_bar


def activate_reverse(z, ans_bar):
    chosen = np.tanh(z) if z > 0.0 else 0.1 * z

    # Reverse sweep
    z_bar = (1 - chosen**2) * ans_bar if z > 0.0 else 0.1 * ans_bar
    return z_bar


def layer_reverse(z, w, ans_bar):
    z_bar2 = activate_reverse(w * z, ans_bar)  # return activate(w * z) + z
    w_bar = z * z_bar2
    z_bar = ans_bar + w * z_bar2
    return z_bar, w_bar
