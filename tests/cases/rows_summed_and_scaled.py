"""An adjoint that is one number a row is left to NumPy to spread over the row."""

import numpy as np

WRT = ("W", "b", "s")
LIKE = True


def rows_summed_and_scaled(W, b, s, x, y):
    h = np.tanh(x @ W + b)
    pred = s * h.sum(axis=1)
    return np.mean((pred - y) ** 2)


def samples(rng):
    x, y = rng.normal(size=(5, 3)), rng.normal(size=5)
    yield rng.normal(size=(3, 4)), rng.normal(size=4), 0.5, x, y


# --- expected ---
import numpy as np


def rows_summed_and_scaled_grad(W, b, s, x, y):
    """Gradient of `rows_summed_and_scaled` with respect to W, b and s."""
    h = np.tanh(x @ W + b)
    sum_value = h.sum(axis=1)
    pred = s * sum_value

    # Reverse sweep
    pred_bar = 2 * (pred - y) / len(pred)  # return np.mean((pred - y) ** 2)
    s_bar = sum_value @ pred_bar  # pred = s * h.sum(axis=1)
    sum_bar = (1 - h**2) * (s * pred_bar)[:, None]  # h = np.tanh(x @ W + b)
    W_bar = x.T @ sum_bar
    b_bar = np.sum(sum_bar, axis=0)
    return W_bar, b_bar, float(s_bar)
