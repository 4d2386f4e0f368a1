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
import numpy as np


def integers_beside_grad(x, n, counts, kind):
    """Gradient of `integers_beside` with respect to x."""
    y = x**n if kind == "power" else x * n

    # Reverse sweep
    # return np.sum(y * counts) / counts.sum()
    y_bar = unbroadcast(
        np.broadcast_to(counts * (1.0 / counts.sum()), np.shape(y * counts)), y
    )
    # y = x**n if kind == "power" else x * n
    x_bar = n * x ** (n - 1 if n != 0 else 1) * y_bar if kind == "power" else n * y_bar
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
