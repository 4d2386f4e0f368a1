"""A helper that calls itself: the call tree is the tape."""


def power(x, n):
    if n == 0:
        return 1.0
    if n % 2 == 1:
        return x * power(x, n - 1)
    half = power(x, n // 2)
    return half * half


def recursion(x, n):
    return power(x, n) + x


WRT = "x"


def samples(rng):
    return [(1.3, 5), (1.3, 0)]


# --- expected ---
