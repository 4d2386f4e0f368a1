"""Linear code: the reverse needs no value of the forward sweep."""


def linear_only(x, y):
    a = 2.0 * x - y
    b = a / 4.0 + 3.0 * y
    a = b - x
    return a + 0.5 * b


WRT = ("x", "y")


def samples(rng):
    return [(1.0, 2.0)]


# --- expected ---
def linear_only_grad(x, y):
    """Gradient of `linear_only` with respect to x and y."""
    b_bar = 0.5  # return a + 0.5 * b
    b_bar += 1.0  # a = b - x
    x_bar = -1.0
    a_bar = 0.25 * b_bar  # b = a / 4.0 + 3.0 * y
    y_bar = 3.0 * b_bar
    x_bar += 2.0 * a_bar  # a = 2.0 * x - y
    y_bar -= a_bar
    return x_bar, y_bar
