"""A tuple comes out, a part of it twice, and a constant in it."""


def tuple_out(x, y):
    a = x * y
    return a, (a * a, 3.0), y


WRT = ("x", "y")
MODE = "vjp"


def samples(rng):
    return [(1.5, -0.5)]


# --- expected ---
def tuple_out_vjp(x, y, *, cotangent):
    """Value and vector-Jacobian product of `tuple_out` with respect to x and y."""
    a = x * y
    ans = a, (a * a, 3.0), y

    # Reverse sweep
    a_bar = cotangent[0] + 2 * a * cotangent[1][0]  # return a, (a * a, 3.0), y
    y_bar = cotangent[2]
    x_bar = y * a_bar  # a = x * y
    y_bar = y_bar + x * a_bar
    return ans, (float(x_bar), float(y_bar))
