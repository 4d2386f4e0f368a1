"""The loop variable is used after the loop, and its bound is reassigned in the body."""


def loop_variable_after(x, n):
    s = 0.0
    for i in range(n):
        s = s + x[i] * x[i]
        n = n + 1
    return s * x[i] * n


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), 3), (rng.normal(size=4), 1)]


# --- expected ---
