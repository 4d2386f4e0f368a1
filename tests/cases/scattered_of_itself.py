"""What is added at indices that occur twice, of the elements that it is added to."""

import numpy as np


def scattered_of_itself(u, index, rate):
    np.add.at(u, index, rate * u[index])
    np.subtract.at(u, index, u[index] ** 2)
    return np.sum(u * u)


WRT = ("u", "rate")


def samples(rng):
    return [(0.3 * rng.normal(size=4), np.array([1, 0, 1, 1]), 0.3)]


# --- expected ---
import numpy as np


def scattered_of_itself_grad(u, index, rate):
    """Gradient of `scattered_of_itself` with respect to u and rate."""
    u = u.copy()
    u_old = u[index].copy()
    np.add.at(u, index, rate * u[index])
    u_old2 = u[index].copy()
    np.subtract.at(u, index, u[index] ** 2)

    # Reverse sweep
    u_bar = 2 * u  # return np.sum(u * u)
    u[index] = u_old2
    np.add.at(u_bar, index, -2 * u[index] * u_bar[index])  # np.subtract.at(...)
    u[index] = u_old
    u_section_bar = u_bar[index].copy()  # np.add.at(u, index, rate * u[index])
    rate_bar = u[index] @ u_section_bar
    np.add.at(u_bar, index, rate * u_section_bar)
    return u_bar, float(rate_bar)
