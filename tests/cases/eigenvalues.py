"""Eigenvalues may be complex; their real parts are not, nor is the gradient."""

import numpy as np


def eigenvalues(a):
    w = np.linalg.eigvals(a)
    return np.sum(np.sin(np.real(w)) + np.cos(np.imag(w)))


WRT = "a"


def samples(rng):
    turning = np.array([[0.5, 1.0, 0.1], [-1.0, 0.5, 0.2], [0.3, 0.1, 2.0]])
    return [(turning,), (np.array([[0.5, 1.0], [0.5, 2.0]]),)]


# --- expected ---
import numpy as np


def eigenvalues_grad(a):
    """Gradient of `eigenvalues` with respect to a."""
    w = np.linalg.eigvals(a)
    real_w = np.real(w)
    imag_w = np.imag(w)

    # Reverse sweep
    # return np.sum(np.sin(np.real(w)) + np.cos(np.imag(w)))
    w_bar = np.real(np.cos(real_w)) + (
        -(1j * np.real(-np.sin(imag_w))) if np.iscomplexobj(w) else np.zeros_like(w)
    )
    turned = np.matrix_transpose(np.linalg.eig(a)[1])  # w = np.linalg.eigvals(a)
    a_bar = np.real(np.linalg.solve(turned, w_bar[..., :, None] * turned)).copy()
    return a_bar
