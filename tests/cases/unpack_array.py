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
    q_bar = p  # return np.sum(q * p)
    p_bar = q
    product_bar, product_bar2, product_bar3 = q_bar  # q = np.array(...)
    a_bar = b * product_bar + c * product_bar3
    b_bar = a * product_bar + c * product_bar2
    c_bar = b * product_bar2 + a * product_bar3
    p_bar += np.array([a_bar, b_bar, c_bar])  # a, b, c = p
    return p_bar
