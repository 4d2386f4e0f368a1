"""A mixture of normals: weights bound anew, a number spread by a logarithm."""

import numpy as np

WRT = ("mu", "log_sigma", "logits")


def mixture(mu, log_sigma, logits, X):
    sigma = np.exp(log_sigma)
    w = np.exp(logits - logits.max())
    w = w / w.sum()
    nll = 0.0
    for x in X:
        p = w * np.exp(-0.5 * ((x - mu) / sigma) ** 2) / sigma
        nll -= np.log(p.sum())
    return nll


def samples(rng):
    mu, log_sigma, logits = rng.normal(size=(3, 3))
    return [(mu, log_sigma, logits, rng.normal(size=n)) for n in (6, 0)]


# --- expected ---
import numpy as np


def mixture_grad(mu, log_sigma, logits, X):
    """Gradient of `mixture` with respect to mu, log_sigma and logits."""
    sigma = np.exp(log_sigma)
    w = np.exp(logits - logits.max())
    w_old = w
    w = w / w.sum()

    # Reverse sweep
    mu_bar = np.zeros_like(mu)
    sigma_bar = np.zeros_like(sigma)
    w_bar = np.zeros_like(w)
    for x in reversed(X):
        ratio = (x - mu) / sigma
        exp = np.exp(-0.5 * ratio**2)
        p = w * exp / sigma
        product_bar = -1.0 / p.sum() / sigma  # nll -= np.log(p.sum())
        ratio_bar = -ratio * exp * w * product_bar
        w_bar += exp * product_bar
        mu_bar -= ratio_bar / sigma
        sigma_bar -= ratio / sigma * ratio_bar + p * product_bar
    w_bar = w_bar / w_old.sum() - np.sum(w / w_old.sum() * w_bar)  # w = w / w.sum()
    logits_bar = w_old * w_bar  # w = np.exp(logits - logits.max())
    log_sigma_bar = sigma * sigma_bar  # sigma = np.exp(log_sigma)
    return mu_bar, log_sigma_bar, logits_bar
