"""An array comes out: the cotangent is copied before it is worked on."""


def returned_array(x, a):
    y = x * a
    y[1:] += y[:-1]
    return y


WRT = ("x", "a")
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=4), 1.7)]


# --- expected ---
def returned_array_vjp(x, a, *, cotangent):
    """Value and vector-Jacobian product of `returned_array` with respect to x and a."""
    y = x * a
    y[1:] += y[:-1]

    # Reverse sweep
    y_bar = cotangent.copy()  # return y
    y_bar[:-1] += y_bar[1:]  # y[1:] += y[:-1]
    x_bar = a * y_bar  # y = x * a
    a_bar = x @ y_bar
    return y, (x_bar, float(a_bar))
