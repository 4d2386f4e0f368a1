"""Defaults of lambdas and of inner functions keep what their variables held."""

import numpy as np


def defaults_rebound(x, t):
    x = x * 1.5
    both = [lambda v, c=x[1]: v * c, np.sin]
    scaled = lambda v, c=t: v * c  # noqa: E731  # what is tried
    total = 0.0
    for _ in range(3):

        def added(v, c=t):
            return v + c

        t = t * t
        total += added(both[0](t)) * scaled(x[0])
    return total * both[1](t)


WRT = ("x", "t")


def samples(rng):
    return [(rng.uniform(size=2), float(rng.uniform(0.5, 1.0)))]


# --- expected ---
import numpy as np


def defaults_rebound_grad(x, t):
    """Gradient of `defaults_rebound` with respect to x and t."""
    t_stack = []
    x = x * 1.5
    both = [(x[1],), np.sin]
    scaled = (t,)
    total = 0.0
    for _ in range(3):
        t_stack.append(t)
        added = (t,)

        t = t * t
        total += (t * both[0][0] + added[0]) * (x[0] * scaled[0])

    # Reverse sweep
    total_bar = np.sin(t)  # return total * both[1](t)
    t_bar = np.cos(t) * total
    both_0_0_bar = 0.0
    scaled_0_bar = 0.0
    x_bar = np.zeros_like(x)
    for _ in reversed(range(3)):
        t_old = t_stack.pop()
        added = (t_old,)

        t = t_old * t_old
        added_0_bar = x[0] * scaled[0] * total_bar  # total += added(...) * scaled(x[0])
        product_bar = (t * both[0][0] + added[0]) * total_bar
        t_bar += both[0][0] * added_0_bar
        both_0_0_bar += t * added_0_bar
        x_bar[0] += scaled[0] * product_bar
        scaled_0_bar += x[0] * product_bar
        t_bar = 2 * t_old * t_bar  # t = t * t
        t_bar += added_0_bar
    t_bar += scaled_0_bar  # scaled = lambda v, c=t: v * c
    x_bar[1] += both_0_0_bar  # both = [lambda v, c=x[1]: v * c, np.sin]
    x_bar = 1.5 * x_bar  # x = x * 1.5
    return x_bar, float(t_bar)
