"""A helper writes into an array and is given an element of it.

What its reverse does to the array's adjoint comes before the element's is read.
"""

import numpy as np


def scaled(u, w):
    u *= w
    return np.sum(u * u)


def helper_given_element(x):
    y = x * x
    s = scaled(y, y[0])
    s = s + y[1] * scaled(y, y[2])
    return s + np.sum(np.sin(y))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def helper_given_element_grad(x):
    """Gradient of `helper_given_element` with respect to x."""
    y = x * x
    argument = y[0]
    _s, saved2 = scaled_forward(y, argument)
    earlier = y[1]
    argument2 = y[2]
    scaled_ans, saved = scaled_forward(y, argument2)

    # Reverse sweep
    y_bar = np.cos(y)  # return s + np.sum(np.sin(y))
    argument2_bar = scaled_reverse(y, argument2, saved, y_bar, earlier)  # s = s + ...
    y_bar[2] += argument2_bar
    y_bar[1] += scaled_ans
    argument_bar = scaled_reverse(y, argument, saved2, y_bar, 1.0)  # s = scaled(...)
    y_bar[0] += argument_bar
    x_bar = 2 * x * y_bar  # y = x * x
    return x_bar


def scaled_forward(u, w):
    u_old = u.copy()
    u *= w
    return np.sum(u * u), u_old


def scaled_reverse(u, w, u_old, u_bar, ans_bar):
    u_bar += 2 * u * ans_bar  # return np.sum(u * u)
    u[...] = u_old
    w_bar = u @ u_bar  # u *= w
    u_bar[...] = w * u_bar
    return w_bar
