"""A polynomial by a function that calls itself with the rest of a list."""


def polynomial(c, x):
    if len(c) == 0:
        return 0.0
    return c[0] + x * polynomial(c[1:], x)


def recursion_on_rest(x):
    return polynomial([x[0], x[1], x[2]], x[0] * 0.5)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def recursion_on_rest_grad(x):
    """Gradient of `recursion_on_rest` with respect to x."""
    # return polynomial([x[0], x[1], x[2]], x[0] * 0.5)
    c_0_bar, c_1_bar, c_2_bar, x_bar2 = polynomial_reverse(
        [x[0], x[1], x[2]], x[0] * 0.5, 1.0
    )
    x_bar = np.zeros_like(x)
    x_bar[0] = 0.5 * x_bar2 + c_0_bar
    x_bar[1] = c_1_bar
    x_bar[2] = c_2_bar
    return x_bar


def polynomial_forward(c, x):
    polynomial_ans = None
    saved = None
    if len(c) == 0:
        ans = 0.0
    else:
        polynomial_ans, saved = polynomial_forward(c[1:], x)
        ans = c[0] + x * polynomial_ans
    return ans, (c, x, polynomial_ans, saved)


def polynomial_reverse2(saved2, ans_bar):
    c, x, polynomial_ans, saved = saved2
    if len(c) == 0:
        c_bar = [0.0] * len(c)
        x_bar = 0.0
    else:
        c_bar = [0.0] * len(c)  # return c[0] + x * polynomial(c[1:], x)
        c_bar[0] += ans_bar
        x_bar = polynomial_ans * ans_bar
        c_bar2, x_bar2 = polynomial_reverse2(saved, x * ans_bar)
        c_bar3 = [0.0] * len(c)
        c_bar3[1:] = c_bar2
        c_bar = [a + b for a, b in zip(c_bar, c_bar3, strict=True)]
        x_bar += x_bar2
    return c_bar, x_bar


def polynomial_reverse(c, x, ans_bar):
    if len(c) != 0:
        polynomial_ans, saved = polynomial_forward(c[1:], x)

    # Reverse sweep
    if len(c) == 0:
        c_0_bar = 0.0
        c_1_bar = 0.0
        c_2_bar = 0.0
        x_bar = 0.0
    else:
        x_bar = polynomial_ans * ans_bar  # return c[0] + x * polynomial(c[1:], x)
        c_bar, x_bar2 = polynomial_reverse2(saved, x * ans_bar)
        c_bar2 = [0.0, 0.0, 0.0]
        c_bar2[1:] = c_bar
        c_0_bar = ans_bar + c_bar2[0]
        c_1_bar = c_bar2[1]
        c_2_bar = c_bar2[2]
        x_bar += x_bar2
    return c_0_bar, c_1_bar, c_2_bar, x_bar
