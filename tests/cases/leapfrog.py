"""Leapfrog steps of an anharmonic oscillator: both halves written in place."""

import numpy as np


def leapfrog(x, v, k, dt, steps):
    x = x.copy()
    v = v.copy()
    for n in range(steps):
        v -= 0.5 * dt * (k * x + x**3)
        x += dt * v
        v -= 0.5 * dt * (k * x + x**3)
    return x, np.sum(v * v)


WRT = ("x", "v", "k")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=2), rng.normal(size=2), 1.5, 0.1, 3)]


# --- expected ---
