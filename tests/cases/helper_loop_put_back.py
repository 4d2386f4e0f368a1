"""A helper's loop writes into an array that was read before the call."""

import numpy as np


def pushed(u, v, w):
    for _ in range(2):
        u[1:3] = v[:2] * u[-3]
        u[u > 0.3] = 0.23
    return u


def helper_loop_put_back(x, y):
    v = x * x
    x = pushed(x, v, y[0])
    return np.sum(v) + np.sum(x * y)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def helper_loop_put_back_grad(x, y):
    """Gradient of `helper_loop_put_back` with respect to x and y."""
    x = x.copy()
    v = x * x
    x, saved = pushed_forward(x, v, y[0])

    # Reverse sweep
    v_bar = np.broadcast_to(1.0, np.shape(v))  # return np.sum(v) + np.sum(x * y)
    x_bar = y.copy()
    y_bar = x.copy()
    v_bar2, w_bar = pushed_reverse(x, v, saved, x_bar)  # x = pushed(x, v, y[0])
    v_bar = v_bar + v_bar2
    y_bar[0] += w_bar
    x_bar += 2 * x * v_bar  # v = x * x
    return x_bar, y_bar


def pushed_forward(u, v, w):
    u_stack = []
    u_stack2 = []
    mask_stack = []
    for _ in range(2):
        u_stack.append(u[1:3].copy())
        u[1:3] = v[:2] * u[-3]
        mask = u > 0.3
        u_stack2.append(u[mask].copy())
        u[mask] = 0.23
        mask_stack.append(mask)
    return u, (u_stack, u_stack2, mask_stack)


def pushed_reverse(u, v, saved, u_bar):
    u_stack, u_stack2, mask_stack = saved
    v_bar = np.zeros_like(v)
    for _ in reversed(range(2)):
        mask = mask_stack.pop()
        u[mask] = u_stack2.pop()
        u_bar[mask] = 0.0  # u[u > 0.3] = 0.23
        u[1:3] = u_stack.pop()
        u_section_bar = u_bar[1:3].copy()  # u[1:3] = v[:2] * u[-3]
        u_bar[1:3] = 0.0
        v_bar[:2] += u[-3] * u_section_bar
        u_bar[-3] += v[:2] @ u_section_bar
    return v_bar, 0.0
