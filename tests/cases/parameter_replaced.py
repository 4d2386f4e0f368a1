"""A helper puts an array of its own in the place of its parameter, and changes that."""

import numpy as np


def replaced(u, v):
    u[0] = u[1] * u[2]
    v = np.array([-0.4, 0.2, 0.3, 0.5])
    v[1:3] = u[1:3]
    return u[0] * v[1]


def parameter_replaced(x):
    return replaced(x, x[:]) * np.sum(x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def parameter_replaced_grad(x):
    """Gradient of `parameter_replaced` with respect to x."""
    x_bar = np.zeros_like(x)
    x = x.copy()
    replaced_ans, saved = replaced_forward(x, x[:], x_bar, x_bar[:])

    # Reverse sweep
    replaced_ans_bar = np.sum(x)  # return replaced(x, x[:]) * np.sum(x)
    x_bar += replaced_ans
    replaced_reverse(x, saved, x_bar, replaced_ans_bar)
    x_bar = x_bar.copy()
    return x_bar


def replaced_forward(u, v, u_bar, v_bar):
    u_old = u[0]
    u[0] = u[1] * u[2]
    v_old = v
    v = np.array([-0.4, 0.2, 0.3, 0.5])
    v_old2 = v[1:3].copy()
    v[1:3] = u[1:3]
    return u[0] * v[1], (v, u_old, v_old, v_old2)


def replaced_reverse(u, saved, u_bar, ans_bar):
    v, u_old, _v_old, v_old2 = saved
    u_bar[0] += v[1] * ans_bar  # return u[0] * v[1]
    v_bar = np.zeros_like(v)
    v_bar[1] = u[0] * ans_bar
    v[1:3] = v_old2
    u_bar[1:3] += v_bar[1:3]  # v[1:3] = u[1:3]
    v_bar[1:3] = 0.0
    u[0] = u_old
    u_bar[1] += u[2] * u_bar[0]  # u[0] = u[1] * u[2]
    u_bar[2] += u[1] * u_bar[0]
    u_bar[0] = 0.0
