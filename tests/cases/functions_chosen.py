"""Functions between which a condition chooses: lambdas, and two definitions."""

import math


def functions_chosen(x, rate, steep):
    act = math.tanh if steep else (lambda v: v * rate)
    if rate > 0.5:

        def mix(u, v):
            return u * v

    else:

        def mix(u, v):
            return rate * u + v

    steep = False
    total = 0.0
    for v in x:
        total = mix(act(v), total) + v
    return total


WRT = ("x", "rate")


def samples(rng):
    x = rng.uniform(0.5, 1.5, size=3)
    return [(x, 0.7, True), (x, 0.3, False)]


# --- expected ---
import math

import numpy as np


def functions_chosen_grad(x, rate, steep):
    """Gradient of `functions_chosen` with respect to x and rate."""
    saved_stack = []
    mix_test = rate > 0.5
    total = 0.0
    for v in x:
        chosen = math.tanh(v) if steep else v * rate
        saved_stack.append((total, chosen))
        total = mix(chosen, total, mix_test, rate) + v

    # Reverse sweep
    total_bar = 1.0  # return total
    rate_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        total, chosen = saved_stack.pop()
        v = x[k]
        v_bar = total_bar  # total = mix(act(v), total) + v
        chosen_bar, total_bar, rate_bar2 = mix_reverse(
            chosen, total, mix_test, rate, total_bar
        )
        rate_bar += rate_bar2
        if steep:
            v_bar += (1 - chosen**2) * chosen_bar
        else:
            v_bar += rate * chosen_bar
            rate_bar += v * chosen_bar
        x_bar[k] = v_bar
    return x_bar, float(rate_bar)


def mix_reverse(u, v, mix_test, rate, ans_bar):
    u_bar = (v if mix_test else rate) * ans_bar  # lambda u, ...
    v_bar = u * ans_bar if mix_test else ans_bar
    rate_bar = 0.0 if mix_test else u * ans_bar
    return u_bar, v_bar, rate_bar


def mix(u, v, mix_test, rate):
    return u * v if mix_test else rate * u + v
