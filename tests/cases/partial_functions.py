"""Partial functions: of the module, and made on the way."""

from functools import partial

import numpy as np


def spring(x, rest, stiffness=1.0):
    return 0.5 * stiffness * (x - rest) ** 2


SOFT = partial(spring, stiffness=0.1)


def summed(energy, x):
    return energy(x[0]) + energy(x[1]) * x[0]


def partial_functions(x, k):
    stiff = partial(spring, rest=k, stiffness=10.0)
    total = summed(stiff, x) + stiff(x[0], stiffness=k)
    return (
        total
        + SOFT(x[1], k)
        + partial(np.multiply, k)(x[0])
        + summed(partial(SOFT, rest=1.0), x)
    )


WRT = ("x", "k")


def samples(rng):
    return [(rng.normal(size=2), 0.7)]


# --- expected ---
import numpy as np

from tests.cases import partial_functions  # isort: skip


def partial_functions_grad(x, k):
    """Gradient of `partial_functions` with respect to x and k."""
    stiff = k, 10.0
    spring_ans2 = partial_functions.spring(x[1], rest=stiff[0], stiffness=stiff[1])

    # Reverse sweep
    x_bar = summed_reverse((1.0,), x, 1.0)  # return total + SOFT(...) + ...
    args_0_bar, k_bar = f_reverse2((x[0],), k, 1.0)
    x_bar[0] += args_0_bar
    x_bar2, rest_bar = spring_reverse2(
        x[1], k, partial_functions.SOFT.keywords["stiffness"], 1.0
    )
    x_bar[1] += x_bar2
    k_bar += rest_bar
    x_bar[0] += spring_ans2  # total = summed(stiff, x) + stiff(x[0], stiffness=k)
    x_bar3, stiff_0_bar, stiffness_bar = spring_reverse3(x[0], stiff[0], k, 1.0)
    x_bar[0] += x_bar3
    k_bar += stiffness_bar
    x_bar4, rest_bar2 = spring_reverse2(x[1], stiff[0], stiff[1], x[0])
    x_bar[1] += x_bar4
    stiff_0_bar += rest_bar2
    x_bar5, rest_bar3 = spring_reverse2(x[0], stiff[0], stiff[1], 1.0)
    x_bar[0] += x_bar5
    stiff_0_bar += rest_bar3
    k_bar += stiff_0_bar  # stiff = partial(spring, rest=k, stiffness=10.0)
    return x_bar, float(k_bar)


def spring_reverse(x, rest, stiffness, ans_bar):
    x_bar = (x - rest) * stiffness * ans_bar  # return 0.5 * stiffness * (x - rest) ** 2
    return x_bar


def f_reverse(args, rest, ans_bar):
    # lambda *args, **kwargs: partial_functions.SOFT(*args, rest=rest, **kwargs)
    args_0_bar = spring_reverse(
        args[0], rest, partial_functions.SOFT.keywords["stiffness"], ans_bar
    )
    return args_0_bar


def summed_reverse(energy, x, ans_bar):
    function_ans2 = function((x[1],), energy[0], {})

    # Reverse sweep
    x_bar = np.zeros_like(x)  # return energy(x[0]) + energy(x[1]) * x[0]
    x_bar[0] = function_ans2 * ans_bar
    x_bar[1] = f_reverse((x[1],), energy[0], x[0] * ans_bar)
    x_bar[0] += f_reverse((x[0],), energy[0], ans_bar)
    return x_bar


def f_reverse2(args, given1, ans_bar):
    given1_bar = args[0] * ans_bar  # lambda *args, **kwargs: np.multiply(...)
    args_0_bar = given1 * ans_bar
    return args_0_bar, given1_bar


def spring_reverse2(x, rest, stiffness, ans_bar):
    x_bar = (x - rest) * stiffness * ans_bar  # return 0.5 * stiffness * (x - rest) ** 2
    rest_bar = -x_bar
    return x_bar, rest_bar


def spring_reverse3(x, rest, stiffness, ans_bar):
    x_bar = (x - rest) * stiffness * ans_bar  # return 0.5 * stiffness * (x - rest) ** 2
    stiffness_bar = 0.5 * (x - rest) ** 2 * ans_bar
    rest_bar = -x_bar
    return x_bar, rest_bar, stiffness_bar


def function(args, rest, kwargs):
    return partial_functions.SOFT.func(
        args[0], stiffness=partial_functions.SOFT.keywords["stiffness"], rest=rest
    )
