"""Parts of an array are read in what is added to all of it."""

import numpy as np


def added_of_itself(v, w):
    u = np.sin(v)
    u += u[::-1] * u[1]
    for k in range(1, 3):
        u += u[k] * w * u[0]
        w -= w[::-1] * w[k] * u[3]
    return u @ u + np.sum(w)


WRT = ("v", "w")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def added_of_itself_grad(v, w):
    """Gradient of `added_of_itself` with respect to v and w."""
    u_stack = []
    w_stack = []
    w = w.copy()
    u = np.sin(v)
    u_old = u.copy()
    u += u[::-1] * u[1]
    for k in range(1, 3):
        u_stack.append(u.copy())
        u += u[k] * w * u[0]
        w_stack.append(w.copy())
        w -= w[::-1] * w[k] * u[3]

    # Reverse sweep
    u_bar = 2 * u  # return u @ u + np.sum(w)
    w_bar = np.full(np.shape(w), 1.0)
    for k in reversed(range(1, 3)):
        w = w_stack.pop()
        product_bar = -u[3] * w_bar  # w -= w[::-1] * w[k] * u[3]
        u_bar[3] -= np.sum(w[::-1] * w[k] * w_bar)
        w_bar[::-1] += w[k] * product_bar
        w_bar[k] += w[::-1] @ product_bar
        u = u_stack.pop()
        product_bar2 = u[0] * u_bar  # u += u[k] * w * u[0]
        u_bar2 = u_bar.copy()
        w_bar += u[k] * product_bar2
        u_bar[k] += w @ product_bar2
        u_bar[0] += np.sum(u[k] * w * u_bar2)
    u[...] = u_old
    u_bar3 = u_bar.copy()  # u += u[::-1] * u[1]
    u_bar[::-1] += u[1] * u_bar3
    u_bar[1] += u[::-1] @ u_bar3
    v_bar = np.cos(v) * u_bar  # u = np.sin(v)
    return v_bar, w_bar
