"""A difference quotient, where there is an old value; before that, nothing."""


def quotient_chosen(x, dt):
    last = None
    total = 0.0
    for v in x:
        slope = 0.0 if last is None else (v - last) / dt
        total += slope * slope + v
        last = v
    return total


WRT = ("x", "dt")
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=4), 0.3)]


# --- expected ---
import numpy as np


def quotient_chosen_grad(x, dt):
    """Gradient of `quotient_chosen` with respect to x and dt."""
    last_stack = []
    last = None
    for k in range(len(x)):
        last_stack.append(last)
        v = x[k]
        last = v

    # Reverse sweep
    dt_bar = 0.0
    last_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        last = last_stack.pop()
        v = x[k]
        slope = 0.0 if last is None else (v - last) / dt
        slope_bar = 2 * slope  # total += slope * slope + v
        v_bar = last_bar + 1.0
        if last is None:
            last_bar = 0.0
        else:
            sum_bar = slope_bar / dt  # slope = 0.0 if last is None else (v - last) / dt
            v_bar += sum_bar
            last_bar = -sum_bar
            dt_bar -= slope * sum_bar
        x_bar[k] = v_bar
    return x_bar, float(dt_bar)
