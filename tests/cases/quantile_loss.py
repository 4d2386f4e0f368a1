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
