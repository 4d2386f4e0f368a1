"""Augmented assignment of floats: the name is bound again."""


def augmented_names(x, y):
    z = x
    z += y
    z *= x
    z -= 2.0
    z /= y
    z **= 2
    return z + x


WRT = ("x", "y")


def samples(rng):
    return [(1.3, 0.8), (-0.4, 2.0)]


# --- expected ---
