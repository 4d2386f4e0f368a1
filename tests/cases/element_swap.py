"""Elements and rows assigned by unpacking; views see the stores before them."""

import numpy as np


def element_swap(u, x):
    u = u.copy()
    x = x.copy()
    u[0], u[-1] = u[1], u[-2]  # insulated
    for i in range(len(x) - 1):
        x[i], x[i + 1] = x[i + 1], x[i] * x[i + 1]
    return np.sum(u**2) * x[0] + x[-1]


WRT = ("u", "x")
LIKE = True


def samples(rng):
    return [
        (rng.normal(size=(3, 2)), rng.normal(size=4)),
        (rng.normal(size=(2, 2)), np.ones(1)),
    ]


# --- expected ---
import numpy as np


def element_swap_grad(u, x):
    """Gradient of `element_swap` with respect to u and x."""
    x_stack = []
    x_stack2 = []
    u = u.copy()
    x = x.copy()
    u[0] = u[1]
    u[-1] = u[-2]  # insulated
    for i in range(len(x) - 1):
        x_new = x[i] * x[i + 1]
        x_stack.append(x[i])
        x[i] = x[i + 1]
        x_stack2.append(x[i + 1])
        x[i + 1] = x_new

    # Reverse sweep
    u_bar = 2 * u * x[0]  # return np.sum(u**2) * x[0] + x[-1]
    x_bar = np.zeros_like(x)
    x_bar[0] = np.sum(u**2)
    x_bar[-1] += 1.0
    for i in reversed(range(len(x) - 1)):
        x[i + 1] = x_stack2.pop()
        x_new_bar = x_bar[i + 1]  # x[i], x[i + 1] = x[i + 1], x[i] * x[i + 1]
        x_bar[i + 1] = 0.0
        x[i] = x_stack.pop()
        x_bar[i + 1] += x_bar[i]
        x_bar[i] = x[i + 1] * x_new_bar
        x_bar[i + 1] += x[i] * x_new_bar
    u_bar[-2] += u_bar[-1]  # u[0], u[-1] = u[1], u[-2]
    u_bar[-1] = 0.0
    u_bar[1] += u_bar[0]
    u_bar[0] = 0.0
    return u_bar, x_bar
