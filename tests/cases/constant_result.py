"""The value does not depend on the argument at all."""


def constant_result(x, n):
    return 2.0 * n


WRT = "x"


def samples(rng):
    return [(1.5, 3)]


# --- expected ---
def constant_result_grad(x, n):
    """Gradient of `constant_result` with respect to x."""
    return 0.0
