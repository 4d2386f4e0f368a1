"""The primal has a parameter called cotangent: ours gets another name."""


def cotangent_parameter(x, cotangent):
    return x * cotangent + x


WRT = ("x", "cotangent")


def samples(rng):
    return [(0.5, 2.0)]


# --- expected ---
def cotangent_parameter_grad(x, cotangent):
    """Gradient of `cotangent_parameter` with respect to x and cotangent."""
    x_bar = cotangent + 1.0  # return x * cotangent + x
    cotangent_bar = x
    return x_bar, cotangent_bar
