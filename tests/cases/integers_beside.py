"""Integer and string arguments beside the active ones."""

import numpy as np


def integers_beside(x, n, counts, kind):
    y = x**n if kind == "power" else x * n
    return np.sum(y * counts) / counts.sum()


WRT = "x"


def samples(rng):
    counts = np.array([1, 2, 3])
    x = rng.normal(size=3)
    return [(x, 3, counts, "power"), (x, 3, counts, "times")]


# --- expected ---
def integers_beside_grad(x, n, counts, kind):
    """Gradient of `integers_beside` with respect to x."""
    y_bar = counts / counts.sum()  # return np.sum(y * counts) / counts.sum()
    # y = x**n if kind == "power" else x * n
    x_bar = n * x ** (n - 1 if n != 0 else 1) * y_bar if kind == "power" else n * y_bar
    return x_bar
