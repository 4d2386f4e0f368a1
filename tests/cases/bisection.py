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
def bisection_grad(a, lo, hi, steps):
    """Gradient of `bisection` with respect to a, lo and hi."""
    mid_stack = []
    for k in range(steps):
        mid = 0.5 * (lo + hi)
        if mid * mid * mid < a:
            lo = mid
        else:
            hi = mid
        mid_stack.append(mid)
    x = 0.5 * (lo + hi)
    ratio = (x**3 - a) / (3.0 * x**2)

    # Reverse sweep
    sum_bar = -1 / (3.0 * x**2)  # return x - (x**3 - a) / (3.0 * x**2)
    x_bar = 1.0 + 3 * x**2 * sum_bar + 2 * x * ratio / x**2
    a_bar = -sum_bar
    hi_bar = 0.5 * x_bar  # x = 0.5 * (lo + hi)
    lo_bar = hi_bar
    for k in reversed(range(steps)):
        mid = mid_stack.pop()
        if mid * mid * mid < a:
            mid_bar = lo_bar  # lo = mid
            lo_bar = 0.0
        else:
            mid_bar = hi_bar  # hi = mid
            hi_bar = 0.0
        sum_bar2 = 0.5 * mid_bar  # mid = 0.5 * (lo + hi)
        lo_bar += sum_bar2
        hi_bar += sum_bar2
    return a_bar, lo_bar, hi_bar
