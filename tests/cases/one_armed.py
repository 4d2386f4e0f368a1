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
