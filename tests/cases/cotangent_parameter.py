"""The primal has a parameter called cotangent: ours gets another name."""


def cotangent_parameter(x, cotangent):
    return x * cotangent + x


WRT = ("x", "cotangent")


def samples(rng):
    return [(0.5, 2.0)]


# --- expected ---
