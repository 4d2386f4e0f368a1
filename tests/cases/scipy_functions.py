"""Functions of SciPy, under the names the user gave them."""

import numpy as np
import scipy.special as sp
from scipy.special import logsumexp, ndtr
from scipy.stats import norm


def scipy_functions(w, x, special):
    scores = sp.erf(x @ w) + special * ndtr(w[0])
    return logsumexp(scores) - np.mean(norm.logpdf(x[:, 0], w[1], 2.0))


WRT = ("w", "special")
LIKE = True


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=(4, 3)), 0.7)]


# --- expected ---
import math

import numpy as np
from scipy import special as sp
from scipy import stats


def scipy_functions_grad(w, x, special):
    """Gradient of `scipy_functions` with respect to w and special."""
    product = x @ w
    scores = sp.erf(product) + special * sp.ndtr(w[0])
    logsumexp_scores = sp.logsumexp(scores)
    logpdf = stats.norm.logpdf(x[:, 0], w[1], 2.0)

    # Reverse sweep
    scores_bar = np.exp(scores - logsumexp_scores)  # return logsumexp(...) - ...
    w_bar = np.zeros_like(w)
    w_bar[1] = -(0.25 * np.sum((x[:, 0] - w[1]) / len(logpdf)))
    product_bar = np.sum(scores_bar)  # scores = sp.erf(x @ w) + special * ndtr(w[0])
    w_bar += x.T @ (2 / math.sqrt(math.pi) * np.exp(-(product**2)) * scores_bar)
    special_bar = sp.ndtr(w[0]) * product_bar
    w_bar[0] += (
        np.exp(-0.5 * w[0] ** 2) / math.sqrt(2 * math.pi) * (special * product_bar)
    )
    return w_bar, float(special_bar)
