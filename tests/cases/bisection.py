"""A root by bisection: its branches cut the derivative, one Newton step restores it."""


def bisection(a, lo, hi, steps):
    for k in range(steps):
        mid = 0.5 * (lo + hi)
        if mid * mid * mid < a:
            lo = mid
        else:
            hi = mid
    x = 0.5 * (lo + hi)
    return x - (x**3 - a) / (3.0 * x**2)


WRT = ("a", "lo", "hi")


def samples(rng):
    return [(3.0, 1.0, 2.1, 6)]


# --- expected ---
