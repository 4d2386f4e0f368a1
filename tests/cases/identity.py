"""The argument itself is returned: the result must be another array."""


def identity(x):
    return x


WRT = "x"
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=3),), (1.5,)]


# --- expected ---
def identity_vjp(x, *, cotangent):
    """Value and vector-Jacobian product of `identity` with respect to x."""
    ans = x.copy()

    # Reverse sweep
    x_bar = cotangent.copy()  # return x
    return ans, x_bar
