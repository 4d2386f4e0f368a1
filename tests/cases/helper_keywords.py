"""Defaults, keywords and keyword-only arguments of helpers and of the primal."""

from tests.cases._physics import spring


def damped(x, rate=0.5, *, power=2):
    return rate * x**power


def helper_keywords(x, y=2.0, *, scale=1.5):
    a = spring(x, rest=y) + spring(stiffness=y, x=x)
    return a * damped(y, power=3) + damped(x) * scale


WRT = ("x", "y")


def samples(rng):
    return [(0.3, 1.1), (2.0, 0.4)]


# --- expected ---
