"""A loop in a loop; the inner bound depends on the outer counter."""


def nested_loops(x, n):
    s = 0.0
    for i in range(n):
        t = 1.0
        for j in range(i):
            t = t * x[j] + s
        s = s + t * x[i]
    return s


WRT = "x"


def samples(rng):
    return [(0.5 * rng.normal(size=4), 4), (rng.normal(size=4), 1)]


# --- expected ---
