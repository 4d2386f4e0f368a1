"""`a = b = value`: two names of one value."""


def chained_assignment(x):
    a = b = x * x
    a = a + 1.0
    return a * b


WRT = "x"


def samples(rng):
    return [(1.5,), (-2.0,)]


# --- expected ---
def chained_assignment_grad(x):
    """Gradient of `chained_assignment` with respect to x."""
    a = x * x
    b = a
    a = a + 1.0

    # Reverse sweep
    b_bar = a  # return a * b
    a_bar = b + b_bar  # a = b = x * x
    x_bar = 2 * x * a_bar
    return x_bar
