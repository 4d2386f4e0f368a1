"""while True with a break in the middle."""


def while_true(x, tol):
    y = x
    while True:
        y = 0.5 * (y + x / y)
        if abs(y * y - x) < tol:
            break
        y = y * 1.0
    return y


WRT = "x"


def samples(rng):
    return [(3.0, 1e-10), (0.4, 1e-2)]


# --- expected ---
