"""What is chosen between has its derivative chosen between: Huber loss, leaky slope."""

import numpy as np

WRT = ("w", "delta")
LIKE = True


def leaky(x):
    return np.where(x > 0, x, 0.01 * x)


def where_goes_both_ways(w, X, y, delta):
    r = leaky(X @ w) - y
    size = np.abs(r) / delta
    return np.sum(np.where(size <= 1, 0.5 * r**2, delta * (np.abs(r) - 0.5 * delta)))


def samples(rng):
    for delta in (0.3, 1.2):
        yield rng.normal(size=3), rng.normal(size=(6, 3)), rng.normal(size=6), delta


# --- expected ---
import numpy as np

from tests.cases import where_goes_both_ways  # isort: skip


def where_goes_both_ways_grad(w, X, y, delta):
    """Gradient of `where_goes_both_ways` with respect to w and delta."""
    product = X @ w
    r = where_goes_both_ways.leaky(product) - y
    size = np.abs(r) / delta
    total = np.abs(r) - 0.5 * delta

    # Reverse sweep
    product_bar = np.where(size <= 1, 0, 1.0)  # return np.sum(...)
    sum_bar = delta * product_bar
    r_bar = r * np.where(size <= 1, 1.0, 0) + np.sign(r) * sum_bar
    delta_bar = total @ product_bar - 0.5 * np.sum(sum_bar)
    w_bar = X.T @ leaky_reverse(product, r_bar)  # r = leaky(X @ w) - y
    return w_bar, float(delta_bar)


def leaky_reverse(x, ans_bar):
    x_bar = np.where(x > 0, ans_bar, 0.01 * ans_bar)  # return np.where(...)
    return x_bar
