"""A pendulum with friction by RK4: a helper called four times in each step."""

import numpy as np


def swing(state, friction):
    angle, speed = state
    return np.array([speed, -np.sin(angle) - friction * speed])


def rk4_pendulum(state, friction, h, steps):
    for k in range(steps):
        k1 = swing(state, friction)
        k2 = swing(state + 0.5 * h * k1, friction)
        k3 = swing(state + 0.5 * h * k2, friction)
        k4 = swing(state + h * k3, friction)
        state = state + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return np.sum(state**2)


WRT = ("state", "friction")
LIKE = True


def samples(rng):
    return [(np.array([1.0, 0.2]), 0.3, 0.1, 4)]


# --- expected ---
