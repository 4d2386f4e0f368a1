"""Value and gradient of a loop, kinds known from the first call."""


def value_and_gradient(x, n):
    y = x
    for k in range(n):
        y = y * x + 1.0
    return y


WRT = "x"
MODE = "value_and_grad"


def samples(rng):
    return [(1.2, 3), (0.7, 0)]


# --- expected ---
