"""Gradient descent with momentum written out: the learning rate is active."""

import numpy as np


def momentum_descent(w, rate, beta, X, y, steps):
    m = np.zeros_like(w)
    for k in range(steps):
        g = X.T @ (X @ w - y) / len(y)
        m = beta * m + g
        w = w - rate * m
    return np.sum((X @ w - y) ** 2)


WRT = ("w", "rate", "beta")
LIKE = True


def samples(rng):
    return [
        (rng.normal(size=2), 0.1, 0.8, rng.normal(size=(4, 2)), rng.normal(size=4), 3)
    ]


# --- expected ---
import numpy as np


def momentum_descent_grad(w, rate, beta, X, y, steps):
    """Gradient of `momentum_descent` with respect to w, rate and beta."""
    m_stack = []
    m = np.zeros_like(w)
    for k in range(steps):
        g = X.T @ (X @ w - y) / len(y)
        m_stack.append(m)
        m = beta * m + g
        w = w - rate * m

    # Reverse sweep
    w_bar = 2 * (X.T @ (X @ w - y))  # return np.sum((X @ w - y) ** 2)
    beta_bar = 0.0
    m_bar = np.zeros_like(m)
    rate_bar = 0.0
    for k in reversed(range(steps)):
        rate_bar -= m @ w_bar  # w = w - rate * m
        m_bar -= rate * w_bar
        m = m_stack.pop()
        beta_bar += m @ m_bar  # m = beta * m + g
        g_bar = m_bar
        m_bar = beta * m_bar
        w_bar += X.T @ (X @ (g_bar / len(y)))  # g = X.T @ (X @ w - y) / len(y)
    return w_bar, float(rate_bar), float(beta_bar)
