"""An if without else around an update; nothing to save."""


def one_armed(x, flag):
    y = 3.0 * x
    if flag:
        y = y + x
    return 2.0 * y


WRT = "x"


def samples(rng):
    return [(1.0, True), (1.0, False)]


# --- expected ---
def one_armed_grad(x, flag):
    """Gradient of `one_armed` with respect to x."""
    x_bar = 2.0 if flag else 0.0  # y = y + x
    x_bar += 6.0  # y = 3.0 * x
    return x_bar
