"""Several returns, one of them in the middle of a loop."""


def early_returns(x, limit):
    if limit < 0.0:
        return 2.0 * x
    total = 0.0
    for k in range(6):
        total = total + x * (k + 1)
        if total > limit:
            return total * total
    return total * x


WRT = "x"


def samples(rng):
    return [(1.5, -1.0), (1.5, 8.0), (0.1, 8.0), (9.0, 8.0)]


# --- expected ---
