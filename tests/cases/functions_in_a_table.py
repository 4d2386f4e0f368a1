"""A function picked from a table by a name that the caller gives, then called."""

import numpy as np

squash = lambda z: 1.0 / (1.0 + np.exp(-z))  # noqa: E731  # as users have them
KINDS = {"tanh": np.tanh, "relu": lambda z: np.maximum(0.0, z), "squash": squash}


def functions_in_a_table(x, kind, n):
    act = KINDS[kind]
    for _ in range(n):
        x = act(2.0 * x)
    return np.sum(x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), kind, 2) for kind in ("tanh", "relu", "squash")]


# --- expected ---
import numpy as np

from tests.cases import functions_in_a_table  # isort: skip


def functions_in_a_table_grad(x, kind, n):
    """Gradient of `functions_in_a_table` with respect to x."""
    x_stack = []
    act = functions_in_a_table.KINDS[kind]
    for _ in range(n):
        x_stack.append(x)
        if act is np.tanh:
            x = np.tanh(2.0 * x)
        elif act is functions_in_a_table.KINDS["relu"]:
            x = functions_in_a_table.KINDS["relu"](2.0 * x)
        else:
            x = functions_in_a_table.squash(2.0 * x)

    # Reverse sweep
    x_bar = np.broadcast_to(1.0, np.shape(x))  # return np.sum(x)
    for _ in reversed(range(n)):
        x = x_stack.pop()
        if act is np.tanh:
            x = np.tanh(2.0 * x)
            x_bar = 2.0 * (1 - x**2) * x_bar  # x = act(2.0 * x)
        else:
            if act is functions_in_a_table.KINDS["relu"]:
                x_old = x
                x = functions_in_a_table.KINDS["relu"](2.0 * x)
            else:
                x = functions_in_a_table.squash(2.0 * x)
            if act is functions_in_a_table.KINDS["relu"]:
                x = x_old
                x_bar = 2.0 * f_reverse(2.0 * x, x_bar)  # x = act(2.0 * x)
            else:
                x_bar = 2.0 * f_reverse2(x, x_bar)  # x = act(2.0 * x)
    x_bar = x_bar.copy()
    return x_bar


def f_reverse(z, ans_bar):
    z_bar = (z > 0.0) * ans_bar  # return np.maximum(0.0, z)
    return z_bar


def f_reverse2(ans, ans_bar):
    z_bar = ans * (1 - ans) * ans_bar  # return 1.0 / (1.0 + np.exp(-z))
    return z_bar
