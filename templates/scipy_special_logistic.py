"""`scipy.special`: logistic functions, softmax and log-sum-exp."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, full_grids, paired, real, shaped
from tangentgen.rules.shared import sum_to_shape
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


summed, factors = paired(((3,), (3,)), ((2, 3), (2, 3)), ((2, 3), (3,)), ((3,), (2, 3)), low=0.3)


@adjoint(special.logsumexp, a=full_grids, axis=[None, 0, -1, (0,)], keepdims=[False, True])
@adjoint(special.logsumexp, a=shaped((3,)), b=[2.0])
@adjoint(special.logsumexp, a=summed, b=factors, axis=[None, -1], keepdims=[False, True])
@adjoint(special.logsumexp, a=full_grids, b=[-2.0], axis=[None, 0], return_sign=[True])
@adjoint(special.logsumexp, a=summed, b=factors, axis=[None, -1], return_sign=[True])
def logsumexp(
    a: Array,
    axis: Axis = None,
    b: Array = None,
    keepdims: bool = False,
    return_sign: bool = False,
    *,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """d log Σ b exp(a) = Σ exp(a - ans) (b da + db). With its sign it is that of |Σ b exp(a)|."""
    if return_sign and (np.iscomplexobj(a) or np.iscomplexobj(b)):
        raise NotImplementedError("logsumexp of complex numbers with return_sign=True")
    if return_sign:
        whole, seed = ans[0], ans_bar[0] * ans[1]
    else:
        whole, seed = ans, ans_bar
    if axis is None or keepdims:
        weights = seed * np.exp(a - whole)
    else:
        weights = np.expand_dims(seed, axis) * np.exp(a - np.expand_dims(whole, axis))
    a_bar = weights if b is None else sum_to_shape(b * weights, np.shape(a))
    b_bar = 0.0 if b is None else sum_to_shape(weights * np.ones_like(b), np.shape(b))
    return a_bar, b_bar


@tangent(special.logsumexp)
def logsumexp_tangent(
    a: Array,
    axis: Axis = None,
    b: Array = None,
    keepdims: bool = False,
    return_sign: bool = False,
    *,
    ans: Array,
    active: Set[str],
    a_dot: Array,
    b_dot: Array,
) -> Array:
    """d log Σ b exp(a) = Σ exp(a - ans) (b da + db). With its sign it is that of |Σ b exp(a)|."""
    if return_sign and (np.iscomplexobj(a) or np.iscomplexobj(b)):
        raise NotImplementedError("logsumexp of complex numbers with return_sign=True")
    if b is None:
        ans_dot = np.sum(special.softmax(a, axis=axis) * a_dot, axis=axis, keepdims=keepdims)
    else:
        found = ans[0] if return_sign else ans
        whole = found if axis is None or keepdims else np.expand_dims(found, axis)
        moved = b * a_dot if "a" in active else 0
        moved = moved + b_dot if "b" in active else moved
        ans_dot = np.sum(np.exp(a - whole) * moved, axis=axis, keepdims=keepdims)
    if return_sign:
        ans_dot = (ans_dot * ans[1], np.zeros_like(ans[1]))
    return ans_dot


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
