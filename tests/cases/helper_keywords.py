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
from tests.cases import helper_keywords  # isort: skip


def helper_keywords_grad(x, y=2.0, *, scale=1.5):
    """Gradient of `helper_keywords` with respect to x and y."""
    spring_ans = helper_keywords.spring(x, rest=y)
    a = spring_ans + helper_keywords.spring(stiffness=y, x=x)

    # Reverse sweep
    a_bar = helper_keywords.damped(y, power=3)  # return a * damped(...) + ...
    x_bar = damped_reverse(x, 0.5, 2, scale)
    y_bar = damped_reverse(y, 0.5, 3, a)
    x_bar2, stiffness_bar = spring_reverse(x, y, 0.0, a_bar)  # a = spring(...) + ...
    x_bar += x_bar2
    y_bar += stiffness_bar
    x_bar3, rest_bar = spring_reverse2(x, 1.0, y, a_bar)
    x_bar += x_bar3
    y_bar += rest_bar
    return x_bar, y_bar


def damped_reverse(x, rate, power, ans_bar):
    # return rate * x**power
    x_bar = power * x ** (power - 1 if power != 0 else 1) * (rate * ans_bar)
    return x_bar


def spring_reverse(x, stiffness, rest, ans_bar):
    stretch = x - rest

    # Reverse sweep
    stiffness_bar = 0.5 * stretch**2 * ans_bar  # return 0.5 * stiffness * stretch**2
    x_bar = stretch * stiffness * ans_bar
    return x_bar, stiffness_bar


def spring_reverse2(x, stiffness, rest, ans_bar):
    stretch = x - rest

    # Reverse sweep
    stretch_bar = stretch * stiffness * ans_bar  # return 0.5 * stiffness * stretch**2
    x_bar = stretch_bar  # stretch = x - rest
    rest_bar = -stretch_bar
    return x_bar, rest_bar
