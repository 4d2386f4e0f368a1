"""A loop over constants binds a parameter anew: nothing of its adjoint is left."""

import numpy as np


def parameter_as_loop_variable(x, t, rates):
    y = x * t
    for t in rates:
        pass
    return np.sum(y) * t


WRT = ("x", "t")


def samples(rng):
    return [(rng.normal(size=3), 0.7, [2, 3]), (rng.normal(size=3), 0.7, [])]


# --- expected ---
import numpy as np


def parameter_as_loop_variable_grad(x, t, rates):
    """Gradient of `parameter_as_loop_variable` with respect to x and t."""
    y = x * t
    t_old = t
    for t in rates:
        pass

    # Reverse sweep
    y_bar = np.broadcast_to(t, np.shape(y))  # return np.sum(y) * t
    t_bar = np.sum(y)
    for t in reversed(rates):
        t_bar = 0.0
    x_bar = t_old * y_bar  # y = x * t
    t_bar += x @ y_bar
    return x_bar, float(t_bar)
