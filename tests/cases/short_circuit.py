"""`and`, `or`, `not` and chained comparisons in a condition."""


def short_circuit(x, y):
    if 0.0 < x < 1.0 and not y > 2.0:
        return x * y
    if x > 5.0 or y > 5.0:
        return x + y
    return x * x - y


WRT = ("x", "y")


def samples(rng):
    return [(0.5, 1.0), (0.5, 6.0), (2.0, 1.0), (0.5, 3.0)]


# --- expected ---
def short_circuit_grad(x, y):
    """Gradient of `short_circuit` with respect to x and y."""
    if 0.0 < x < 1.0 and not y > 2.0:
        x_bar = y  # return x * y
        y_bar = x
    elif x > 5.0 or y > 5.0:
        x_bar = 1.0  # return x + y
        y_bar = 1.0
    else:
        x_bar = 2 * x  # return x * x - y
        y_bar = -1.0
    return x_bar, y_bar
