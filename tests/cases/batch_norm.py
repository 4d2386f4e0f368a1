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
