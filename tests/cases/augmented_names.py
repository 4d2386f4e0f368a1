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
def augmented_names_grad(x, y):
    """Gradient of `augmented_names` with respect to x and y."""
    z = x
    z += y
    z_old = z
    z *= x
    z -= 2.0
    z /= y

    # Reverse sweep
    x_bar = 1.0  # return z + x
    z_bar = 2 * z  # z **= 2
    y_bar = -z / y * z_bar  # z /= y
    z_bar = z_bar / y
    x_bar += z_old * z_bar  # z *= x
    z_bar = x * z_bar
    y_bar += z_bar  # z += y
    x_bar += z_bar  # z = x
    return x_bar, y_bar
