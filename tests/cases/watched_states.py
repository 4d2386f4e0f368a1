"""Adjoints looked at on their way; `h = with_adjoint(h, see)` changes no `h`."""

import numpy as np

from tangentgen import with_adjoint


def see(h_bar):
    if not np.all(np.isfinite(h_bar)):
        raise FloatingPointError("not finite")


def watched_states(w, x):
    h = np.zeros(2)
    for t in range(len(x)):
        h = np.tanh(w @ h + x[t])
        h = with_adjoint(h, see)
    y = h
    h = with_adjoint(np.sin(h), see)
    return np.sum(h * y)


WRT = ("w", "x")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 2)), rng.normal(size=4))]


# --- expected ---
import numpy as np

from tests.cases import watched_states  # isort: skip


def watched_states_grad(w, x):
    """Gradient of `watched_states` with respect to w and x."""
    h_stack = []
    h = np.zeros(2)
    for t in range(len(x)):
        h_stack.append(h)
        h = np.tanh(w @ h + x[t])
        h = with_adjoint(h, watched_states.see)
    y = h
    h_old = h
    h = with_adjoint(np.sin(h), watched_states.see)

    # Reverse sweep
    h_bar = y  # return np.sum(h * y)
    y_bar = h
    h = h_old
    changed = watched_states.see(h_bar)  # h = with_adjoint(np.sin(h), see)
    h_bar = np.cos(h) * (h_bar if changed is None else changed)
    h_bar += y_bar  # y = h
    w_bar = np.zeros_like(w)
    x_bar = np.zeros_like(x)
    for t in reversed(range(len(x))):
        changed2 = watched_states.see(h_bar)  # h = with_adjoint(h, see)
        h_bar = (h_bar if changed2 is None else changed2).copy()
        sum_bar = (1 - h**2) * h_bar  # h = np.tanh(w @ h + x[t])
        h = h_stack.pop()
        w_bar += np.outer(sum_bar, h)
        x_bar[t] = np.sum(sum_bar)
        h_bar = w.T @ sum_bar
    return w_bar, x_bar


def with_adjoint(h, function):
    """`h` itself; the reverse sweep goes on with what `function` makes of its
    adjoint.
    """
    return h
