"""What the reverse sweep reads of an array that the statement itself overwrites."""

import numpy as np


def view_read_later(m, n):
    a = m * 1.0
    a[:] = np.reshape(a, (3, 3)) @ n
    a[0] = np.ravel(a)[3:6] * np.ravel(a)[6:9]
    return np.sum(a**2)


WRT = ("m", "n")


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=(3, 3)))]


# --- expected ---
import numpy as np


def view_read_later_grad(m, n):
    """Gradient of `view_read_later` with respect to m and n."""
    a = m * 1.0
    reshape_a = np.reshape(a, (3, 3)).copy()
    product2 = reshape_a @ n
    a[:] = product2
    ravel_a3 = np.ravel(a).copy()
    ravel_a = np.ravel(a)[6:9].copy()
    ravel_a2 = ravel_a3[3:6].copy()
    product = ravel_a2 * ravel_a
    a[0] = product

    # Reverse sweep
    a_bar = 2 * a  # return np.sum(a**2)
    product_bar = unbroadcast(a_bar[0], product).copy()  # a[0] = np.ravel(a)[3:6] * ...
    ravel_a_bar = np.zeros_like(ravel_a3)
    ravel_a_bar[3:6] = unbroadcast(ravel_a * product_bar, ravel_a2)
    ravel_a_bar2 = np.zeros_like(ravel_a3)
    ravel_a_bar2[6:9] = unbroadcast(ravel_a2 * product_bar, ravel_a)
    a_bar[0] = 0.0
    a_bar += np.reshape(ravel_a_bar, np.shape(a)) + np.reshape(
        ravel_a_bar2, np.shape(a)
    )
    product_bar2 = unbroadcast(a_bar[:], product2).copy()  # a[:] = np.reshape(...) @ n
    a_bar[:] = 0.0
    a_bar += np.reshape(product_bar2 @ n.T, np.shape(a))
    n_bar = reshape_a.T @ product_bar2
    m_bar = a_bar  # a = m * 1.0
    return m_bar, n_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
