"""`scipy.special`: logistic functions, softmax and log-sum-exp."""

from __future__ import annotations

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, full_grids, real
from tangentgen.rules.words import Array, Axis, adjoint, elementwise, tangent

fraction = Sample(low=0.1, high=0.9)


@elementwise(special.expit, x=real)
def expit(x: Array, *, ans: Array) -> Array:
    """dσ(x) = σ(x) (1 - σ(x)) dx."""
    return ans * (1 - ans)


@elementwise(special.log_expit, x=real)
def log_expit(x: Array) -> Array:
    """d log σ(x) = σ(-x) dx."""
    return special.expit(-x)


@elementwise(getattr(special, "softplus", None), x=real)
def softplus(x: Array) -> Array:
    """d log(1 + exp(x)) = σ(x) dx."""
    return special.expit(x)


@elementwise(special.logit, x=fraction)
def logit(x: Array) -> Array:
    """d logit(x) = dx / (x (1 - x))."""
    return 1 / (x * (1 - x))


@adjoint(special.logsumexp, a=full_grids, axis=[None, 0, -1, (0,)], keepdims=[False, True])
def logsumexp(
    a: Array, axis: Axis = None, *, keepdims: bool = False, ans: Array, ans_bar: Array
) -> Array:
    """d log Σ exp(a) = Σ exp(a - ans) da."""
    if axis is None or keepdims:
        a_bar = ans_bar * np.exp(a - ans)
    else:
        a_bar = np.expand_dims(ans_bar, axis) * np.exp(a - np.expand_dims(ans, axis))
    return a_bar


@tangent(special.logsumexp)
def logsumexp_tangent(
    a: Array, axis: Axis = None, *, keepdims: bool = False, a_dot: Array
) -> Array:
    """d log Σ exp(a) = Σ softmax(a) da."""
    return np.sum(special.softmax(a, axis=axis) * a_dot, axis=axis, keepdims=keepdims)


@adjoint(special.softmax, x=full_grids, axis=[None, 0, -1])
def softmax(x: Array, axis: Axis = None, *, ans: Array, ans_bar: Array) -> Array:
    """d softmax(x) = ans (dx - Σ ans dx)."""
    x_bar = ans * (ans_bar - np.sum(ans * ans_bar, axis=axis, keepdims=True))
    return x_bar


@tangent(special.softmax)
def softmax_tangent(x: Array, axis: Axis = None, *, ans: Array, x_dot: Array) -> Array:
    """d softmax(x) = ans (dx - Σ ans dx)."""
    return ans * (x_dot - np.sum(ans * x_dot, axis=axis, keepdims=True))


@adjoint(special.log_softmax, x=full_grids, axis=[None, 0, -1])
def log_softmax(x: Array, axis: Axis = None, *, ans: Array, ans_bar: Array) -> Array:
    """d log softmax(x) = dx - Σ softmax(x) dx."""
    x_bar = ans_bar - np.exp(ans) * np.sum(ans_bar, axis=axis, keepdims=True)
    return x_bar


@tangent(special.log_softmax)
def log_softmax_tangent(x: Array, axis: Axis = None, *, ans: Array, x_dot: Array) -> Array:
    """d log softmax(x) = dx - Σ softmax(x) dx."""
    return x_dot - np.sum(np.exp(ans) * x_dot, axis=axis, keepdims=True)
