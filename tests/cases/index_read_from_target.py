"""Where a store goes is computed from what it changes, also in an inner subscript."""

import numpy as np


def index_read_from_target(x):
    u = x.copy()
    u[np.argmax(u[:, 0])][:2] *= u[0, 1:]
    u[np.argmax(u[:, 1]) :, 0] = u[0, 2] * u[1, 2]
    np.multiply(u[0], x[1], out=u[np.argmin(u[:, 0])])
    u[np.argmax(u[:, 2])].fill(u[1, 1])
    return np.sum(u**3)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=(4, 3)),)]


# --- expected ---
import numpy as np


def index_read_from_target_grad(x):
    """Gradient of `index_read_from_target` with respect to x."""
    u = x.copy()
    index2 = np.argmax(u[:, 0])
    u_old = u[index2][:2].copy()
    u[index2][:2] *= u[0, 1:]
    index3 = np.argmax(u[:, 1])
    u_old2 = u[index3:, 0].copy()
    u[index3:, 0] = u[0, 2] * u[1, 2]
    index4 = np.argmin(u[:, 0])
    u_old3 = u[index4].copy()
    u[index4] = np.multiply(u[0], x[1])
    index = np.argmax(u[:, 2])
    u_old4 = u[index].copy()
    u[index] = u[1, 1]

    # Reverse sweep
    u_bar = 3 * u**2  # return np.sum(u**3)
    u[index] = u_old4
    u_section_bar = u_bar[index].copy()  # u[np.argmax(u[:, 2])].fill(u[1, 1])
    u_bar[index] = 0.0
    u_bar[1, 1] += np.sum(u_section_bar)
    u[index4] = u_old3
    u_section_bar2 = u_bar[index4].copy()  # np.multiply(...)
    u_bar[index4] = 0.0
    u_bar[0] += x[1] * u_section_bar2
    x_bar = np.zeros_like(x)
    x_bar[1] = u[0] * u_section_bar2
    u[index3:, 0] = u_old2
    product_bar = np.sum(u_bar[index3:, 0])  # u[np.argmax(u[:, 1]) :, 0] = u[...] * ...
    u_bar[0, 2] += u[1, 2] * product_bar
    u_bar[1, 2] += u[0, 2] * product_bar
    u_bar[index3:, 0] = 0.0
    u[index2][:2] = u_old
    u_section_bar3 = u_bar[index2][:2].copy()  # u[np.argmax(u[:, 0])][:2] *= u[0, 1:]
    u_bar[index2][:2] = u[0, 1:] * u_section_bar3
    u_bar[0, 1:] += u[index2][:2] * u_section_bar3
    x_bar += u_bar  # u = x.copy()
    return x_bar
