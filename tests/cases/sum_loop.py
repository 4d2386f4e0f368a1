"""A running sum is linear: nothing is saved."""


def sum_loop(x, w):
    s = 0.0
    for i in range(len(x)):
        s += w * x[i]
    return s


WRT = ("x", "w")


def samples(rng):
    return [(rng.normal(size=4), 0.5)]


# --- expected ---
