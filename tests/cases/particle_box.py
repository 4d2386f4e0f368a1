"""Particles reflected at walls: a condition and a store for each of them."""

import numpy as np


def particle_box(x, v, dt, steps):
    x = x.copy()
    v = v.copy()
    for n in range(steps):
        x += dt * v
        for i in range(len(x)):
            if x[i] > 1.0:
                x[i] = 2.0 - x[i]
                v[i] = -0.9 * v[i]
            elif x[i] < 0.0:
                x[i] = -x[i]
                v[i] *= -0.9
    return np.sum(x * v)


WRT = ("x", "v", "dt")
LIKE = True


def samples(rng):
    return [(np.array([0.2, 0.5, 0.9]), np.array([1.0, -1.2, 0.8]), 0.25, 4)]


# --- expected ---
