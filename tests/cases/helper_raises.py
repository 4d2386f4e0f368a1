"""An exception raised in a helper and caught by its caller."""


def bounded(v, most):
    if v > most:
        raise ValueError("too large")
    return v * v


def helper_raises(x, most):
    total = 0.0
    for k in range(len(x)):
        try:
            total = total + bounded(x[k], most) * x[0]
        except ValueError:
            total = total + most
    return total


WRT = "x"
TWICE = False  # an entry is so close to the bound that differences cross it


def samples(rng):
    return [(rng.normal(size=4), 0.3)]


# --- expected ---
import numpy as np

from tests.cases import helper_raises  # isort: skip


def helper_raises_grad(x, most):
    """Gradient of `helper_raises` with respect to x."""
    saved_stack = []
    total = 0.0
    for k in range(len(x)):
        bounded_ans = None
        failed = False
        done = 0
        try:
            bounded_ans = helper_raises.bounded(x[k], most)
            done = 1
            total = total + bounded_ans * x[0]
        except ValueError:
            failed = True
            total = total + most
        saved_stack.append((bounded_ans, failed, done))

    # Reverse sweep
    bounded_ans_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        bounded_ans, failed, done = saved_stack.pop()
        if not failed:
            bounded_ans_bar += x[0]  # total = total + bounded(x[k], most) * x[0]
            x_bar[0] += bounded_ans
        if done >= 1:
            x_bar[k] += bounded_reverse(x[k], bounded_ans_bar)  # total = total + ...
            bounded_ans_bar = 0.0
    return x_bar


def bounded_reverse(v, ans_bar):
    v_bar = 2 * v * ans_bar  # return v * v
    return v_bar
