"""An array taken apart into its elements, and one made of elements."""

import numpy as np


def unpack_array(p):
    a, b, c = p
    q = np.array([a * b, b * c, c * a])
    return np.sum(q * p)


WRT = "p"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def unpack_array_grad(p):
    """Gradient of `unpack_array` with respect to p."""
    a, b, c = p
    q = np.array([a * b, b * c, c * a])

    # Reverse sweep
    q_bar = np.broadcast_to(p, np.shape(q))  # return np.sum(q * p)
    p_bar = unbroadcast(q, p)
    product_bar, product_bar2, product_bar3 = q_bar  # q = np.array(...)
    a_bar = b * product_bar + c * product_bar3
    b_bar = a * product_bar + c * product_bar2
    c_bar = b * product_bar2 + a * product_bar3
    p_bar = p_bar + np.array([a_bar, b_bar, c_bar])  # a, b, c = p
    return p_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
