"""Quantile regression: a ternary in a summing loop, the quantile active too."""


def quantile_loss(w, b, X, y, tau):
    total = 0.0
    for i in range(len(y)):
        e = y[i] - X[i] @ w - b
        total += tau * e if e > 0.0 else (tau - 1.0) * e
    return total / len(y)


WRT = ("w", "b", "tau")
LIKE = True


def samples(rng):
    return [(rng.normal(size=2), 0.1, rng.normal(size=(5, 2)), rng.normal(size=5), 0.7)]


# --- expected ---
import numpy as np


def quantile_loss_grad(w, b, X, y, tau):
    """Gradient of `quantile_loss` with respect to w, b and tau."""
    total_bar = 1.0 / len(y)  # return total / len(y)
    b_bar = 0.0
    tau_bar = 0.0
    w_bar = np.zeros_like(w)
    for i in reversed(range(len(y))):
        e = y[i] - X[i] @ w - b
        tau_bar += e * total_bar  # total += tau * e if e > 0.0 else (tau - 1.0) * e
        e_bar = (tau if e > 0.0 else tau - 1.0) * total_bar
        w_bar -= e_bar * X[i]  # e = y[i] - X[i] @ w - b
        b_bar -= e_bar
    return w_bar, float(b_bar), float(tau_bar)
