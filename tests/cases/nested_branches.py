"""A branch inside a branch; the inner condition reads what the outer one assigned."""


def nested_branches(x, y):
    if x > y:
        d = x - y
        if d > 1.0:
            d = d * d
        else:
            d = d * x
    else:
        d = y * y
    return d * x


WRT = ("x", "y")


def samples(rng):
    return [(3.0, 1.0), (1.5, 1.0), (0.5, 1.0)]


# --- expected ---
def nested_branches_grad(x, y):
    """Gradient of `nested_branches` with respect to x and y."""
    if x > y:
        d = x - y
        condition = d > 1.0
        if condition:
            d_old = d
            d = d * d
        else:
            d_old2 = d
            d = d * x
    else:
        d = y * y

    # Reverse sweep
    d_bar = x  # return d * x
    x_bar = d
    if x > y:
        if condition:
            d = d_old
            d_bar = 2 * d * d_bar  # d = d * d
        else:
            d = d_old2
            x_bar += d * d_bar  # d = d * x
            d_bar = x * d_bar
        x_bar += d_bar  # d = x - y
        y_bar = -d_bar
    else:
        y_bar = 2 * y * d_bar  # d = y * y
    return x_bar, y_bar
