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
def particle_box_grad(x, v, dt, steps):
    """Gradient of `particle_box` with respect to x, v and dt."""
    x_stack = []
    v_stack = []
    v_stack2 = []
    saved_stack = []
    x = x.copy()
    v = v.copy()
    for n in range(steps):
        x_stack.append(x.copy())
        x += dt * v
        for i in range(len(x)):
            condition = None
            condition2 = x[i] > 1.0
            if condition2:
                x[i] = 2.0 - x[i]
                v_stack.append(v[i])
                v[i] = -0.9 * v[i]
            else:
                condition = x[i] < 0.0
                if condition:
                    x[i] = -x[i]
                    v_stack2.append(v[i])
                    v[i] *= -0.9
            saved_stack.append((condition, condition2))

    # Reverse sweep
    x_bar = v.copy()  # return np.sum(x * v)
    v_bar = x.copy()
    dt_bar = 0.0
    for n in reversed(range(steps)):
        for i in reversed(range(len(x))):
            condition, condition2 = saved_stack.pop()
            if condition2:
                v[i] = v_stack.pop()
                v_bar[i] = -0.9 * v_bar[i]  # v[i] = -0.9 * v[i]
                x_bar[i] = -x_bar[i]  # x[i] = 2.0 - x[i]
            elif condition:
                v[i] = v_stack2.pop()
                v_bar[i] = -0.9 * v_bar[i]  # v[i] *= -0.9
                x_bar[i] = -x_bar[i]  # x[i] = -x[i]
        x = x_stack.pop()
        dt_bar += v @ x_bar  # x += dt * v
        v_bar += dt * x_bar
    return x_bar, v_bar, float(dt_bar)
