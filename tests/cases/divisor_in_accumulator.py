"""A divisor inside an accumulator: each trip reads its own old value."""


def divisor_in_accumulator(x):
    s = 0.0
    for i in range(len(x)):
        s += x[i] / (s * s + 1.0)
    return s


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
