"""A mean of sums of squares: one number is every element's seed, through both."""

import numpy as np


def mean_of_row_sums(W, b, X, Y):
    R = X @ W + b - Y
    return 0.5 * np.mean(np.sum(R * R, axis=1))


WRT = ("W", "b")
LIKE = True


def samples(rng):
    return [
        (
            rng.normal(size=(3, 2)),
            rng.normal(size=2),
            rng.normal(size=(n, 3)),
            rng.normal(size=2),
        )
        for n in (4, 1)
    ]


# --- expected ---
import numpy as np


def mean_of_row_sums_grad(W, b, X, Y):
    """Gradient of `mean_of_row_sums` with respect to W and b."""
    R = X @ W + b - Y

    # Reverse sweep
    R_bar = R / len(R)  # return 0.5 * np.mean(np.sum(R * R, axis=1))
    W_bar = X.T @ R_bar  # R = X @ W + b - Y
    b_bar = np.sum(R_bar, axis=0)
    return W_bar, b_bar
