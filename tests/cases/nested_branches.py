"""A branch inside a branch; the inner condition reads what the outer one assigned."""


def nested_branches(x, y):
    if x > y:
        d = x - y
        if d > 1.0:
            d = d * d
        else:
            d = d * x
    else:
        d = y * y
    return d * x


WRT = ("x", "y")


def samples(rng):
    return [(3.0, 1.0), (1.5, 1.0), (0.5, 1.0)]


# --- expected ---
