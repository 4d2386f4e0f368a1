"""Two values carried crosswise: a rotation by many small steps."""


def loop_carried_pair(x, y, h, n):
    for _ in range(n):
        x, y = x - h * y, y + h * x
    return x * y


WRT = ("x", "y", "h")


def samples(rng):
    return [(1.0, 0.2, 0.1, 5), (1.0, 0.2, 0.1, 0)]


# --- expected ---
