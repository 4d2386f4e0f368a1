"""Tuples made and taken apart, names exchanged."""


def unpacking(x, y):
    a, b = x * y, x + y
    a, b = b, a
    (c, d), e = (a * b, a), b
    return c * e - d


WRT = ("x", "y")


def samples(rng):
    return [(1.2, -0.4), (0.3, 2.0)]


# --- expected ---
def unpacking_grad(x, y):
    """Gradient of `unpacking` with respect to x and y."""
    a, b = x * y, x + y
    a, b = b, a
    c, e = a * b, b

    # Reverse sweep
    c_bar = e  # return c * e - d
    e_bar = c
    a_bar = b * c_bar - 1.0  # (c, d), e = (a * b, a), b
    b_bar = a * c_bar + e_bar
    b_bar, a_bar = a_bar, b_bar  # a, b = b, a
    x_bar = y * a_bar + b_bar  # a, b = x * y, x + y
    y_bar = x * a_bar + b_bar
    return x_bar, y_bar
