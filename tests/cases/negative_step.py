"""range with a negative step, and with a step that is an argument."""


def negative_step(x, step):
    s = 0.0
    for i in range(len(x) - 1, -1, -2):
        s = s * 0.5 + x[i] * x[i]
    for j in range(0, len(x), step):
        s = s * x[j] + 1.0
    return s


WRT = "x"


def samples(rng):
    return [(rng.normal(size=6), 2), (rng.normal(size=5), 3)]


# --- expected ---
