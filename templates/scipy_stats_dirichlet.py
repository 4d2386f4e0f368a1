"""`scipy.stats.dirichlet`, of its concentrations; in x there is no derivative here."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from tangentgen.rules.samples import Sample
from tangentgen.rules.words import Array, adjoint, tangent

POINT = [np.array([0.2, 0.3, 0.5])]
concentrations = Sample(low=0.5, shapes=((3,),))


@adjoint(stats.dirichlet.logpdf, x=POINT, alpha=concentrations)
def dirichlet_logpdf(x: Array, alpha: Array, *, ans_bar: Array) -> Array:
    """Σ (αᵢ - 1) log xᵢ - Σ log Γ(αᵢ) + log Γ(Σ αᵢ)."""
    if np.ndim(x) != 1:
        raise NotImplementedError("dirichlet.logpdf of several points")
    score = np.log(x) - special.digamma(alpha) + special.digamma(np.sum(alpha))
    alpha_bar = ans_bar * score
    return alpha_bar


@tangent(stats.dirichlet.logpdf)
def dirichlet_logpdf_tangent(x: Array, alpha: Array, *, alpha_dot: Array) -> Array:
    """Σ (αᵢ - 1) log xᵢ - Σ log Γ(αᵢ) + log Γ(Σ αᵢ)."""
    if np.ndim(x) != 1:
        raise NotImplementedError("dirichlet.logpdf of several points")
    score = np.log(x) - special.digamma(alpha) + special.digamma(np.sum(alpha))
    return np.sum(score * alpha_dot)


@adjoint(stats.dirichlet.pdf, x=POINT, alpha=concentrations)
def dirichlet_pdf(x: Array, alpha: Array, *, ans: Array, ans_bar: Array) -> Array:
    """The exponential of `logpdf`."""
    if np.ndim(x) != 1:
        raise NotImplementedError("dirichlet.pdf of several points")
    score = np.log(x) - special.digamma(alpha) + special.digamma(np.sum(alpha))
    alpha_bar = ans * ans_bar * score
    return alpha_bar


@tangent(stats.dirichlet.pdf)
def dirichlet_pdf_tangent(x: Array, alpha: Array, *, ans: Array, alpha_dot: Array) -> Array:
    """The exponential of `logpdf`."""
    if np.ndim(x) != 1:
        raise NotImplementedError("dirichlet.pdf of several points")
    score = np.log(x) - special.digamma(alpha) + special.digamma(np.sum(alpha))
    return ans * np.sum(score * alpha_dot)
