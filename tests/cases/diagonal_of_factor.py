"""The adjoint of a diagonal is an array of its own, which is added to."""

import numpy as np

WRT = "L"
LIKE = True


def diagonal_of_factor(L):
    return np.sum(np.log(np.diag(L))) + L[1, 0] * L[0, 0]


def samples(rng):
    yield (np.tril(rng.uniform(0.5, 1.5, size=(3, 3))),)


# --- expected ---
import numpy as np


def diagonal_of_factor_grad(L):
    """Gradient of `diagonal_of_factor` with respect to L."""
    # Reverse sweep
    L_bar = np.diag(1 / np.diag(L))  # return np.sum(...) + L[1, 0] * L[0, 0]
    L_bar[1, 0] += L[0, 0]
    L_bar[0, 0] += L[1, 0]
    return L_bar
