"""A running product: what the loop carries is read by its own reverse."""


def product_loop(x):
    p = 1.0
    for i in range(len(x)):
        p = p * x[i]
    return p


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),), (rng.normal(size=1),)]


# --- expected ---
