"""Gradients of the arrays in a list are arrays of their own."""

import numpy as np


def arrays_in_list_argument(rows, x):
    mean = np.mean(rows, axis=0)
    return np.stack(rows) * x + mean


WRT = ("rows", "x")
MODE = "vjp"


def samples(rng):
    return [([rng.uniform(size=2), rng.uniform(size=2)], rng.uniform(size=2))]


# --- expected ---
import numpy as np


def arrays_in_list_argument_vjp(rows, x, *, cotangent):
    """Value and vector-Jacobian product of `arrays_in_list_argument` with respect to
    rows and x.
    """
    array_rows = np.array(rows)
    mean = np.mean(rows, axis=0)
    stack_rows = np.stack(rows)
    product = stack_rows * x
    ans = product + mean

    # Reverse sweep
    product_bar = unbroadcast(cotangent, product)  # return np.stack(rows) * x + mean
    rows_bar = list(unbroadcast(x * product_bar, stack_rows))
    x_bar = unbroadcast(stack_rows * product_bar, x)
    mean_bar = unbroadcast(cotangent, mean)
    # mean = np.mean(rows, axis=0)
    rows_bar = [
        a + b
        for a, b in zip(
            rows_bar,
            list(np.broadcast_to(mean_bar / len(array_rows), np.shape(array_rows))),
            strict=True,
        )
    ]
    return ans, (rows_bar, x_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
