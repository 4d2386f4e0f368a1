"""Normalisation over a batch with a learnt scale and shift."""

import numpy as np


def batch_norm(x, gamma, beta, eps):
    centred = x - x.mean(axis=0)
    spread = np.sqrt((centred**2).mean(axis=0) + eps)
    return gamma * centred / spread + beta


WRT = ("x", "gamma", "beta")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(4, 2)), rng.normal(size=2), rng.normal(size=2), 1e-3)]


# --- expected ---
import numpy as np


def batch_norm_vjp(x, gamma, beta, eps, *, cotangent):
    """Value and vector-Jacobian product of `batch_norm` with respect to x, gamma and
    beta.
    """
    centred = x - x.mean(axis=0)
    spread = np.sqrt((centred**2).mean(axis=0) + eps)
    ans = gamma * centred / spread + beta

    # Reverse sweep
    product_bar = cotangent / spread  # return gamma * centred / spread + beta
    gamma_bar = np.sum(centred * product_bar, axis=0)
    centred_bar = gamma * product_bar
    spread_bar = -np.sum(gamma * centred / spread * product_bar, axis=0)
    beta_bar = np.sum(cotangent, axis=0)
    centred_bar += centred * (spread_bar / spread / len(centred))  # spread = ...
    x_bar = centred_bar - np.sum(centred_bar, axis=0) / len(x)  # centred = x - ...
    return ans, (x_bar, gamma_bar, beta_bar)
