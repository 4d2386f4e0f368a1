"""The smallest: one line, one argument."""


def square(x):
    return x * x


WRT = "x"


def samples(rng):
    return [(3.0,), (-0.5,)]


# --- expected ---
def square_grad(x):
    """Gradient of `square` with respect to x."""
    x_bar = 2 * x  # return x * x
    return x_bar
