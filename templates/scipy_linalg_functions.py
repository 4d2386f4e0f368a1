"""`scipy.linalg`: functions of a matrix.

Of an analytic function f, f([[A, E], [0, A]]) has the derivative along E in its corner, and the
adjoint of the derivative at A is that at Aᵀ (Higham 2008, "Functions of Matrices", theorem 3.6).
"""

from __future__ import annotations

import numpy as np
from scipy import linalg

from tangentgen.rules.samples import Sample, shaped
from tangentgen.rules.words import Array, adjoint, tangent

one = shaped((3, 3), (1, 1))
positive_definite = Sample(shapes=((3, 3), (1, 1)), form="positive definite")


@adjoint(linalg.logm, A=positive_definite)
def logm(A: Array, *, ans_bar: Array) -> Array:
    """The corner of log([[Aᵀ, ans_bar], [0, Aᵀ]])."""
    if np.ndim(A) > 2:
        raise NotImplementedError("logm of a stack of matrices")
    size = len(A)
    pair = np.block([[A.T, ans_bar], [np.zeros_like(A), A.T]])
    A_bar = linalg.logm(pair)[:size, size:]
    return A_bar


@tangent(linalg.logm)
def logm_tangent(A: Array, *, A_dot: Array) -> Array:
    """The corner of log([[A, dA], [0, A]])."""
    if np.ndim(A) > 2:
        raise NotImplementedError("logm of a stack of matrices")
    size = len(A)
    return linalg.logm(np.block([[A, A_dot], [np.zeros_like(A), A]]))[:size, size:]


@adjoint(linalg.sinm, A=one)
def sinm(A: Array, *, ans_bar: Array) -> Array:
    """The corner of sin([[Aᵀ, ans_bar], [0, Aᵀ]])."""
    if np.ndim(A) > 2:
        raise NotImplementedError("sinm of a stack of matrices")
    size = len(A)
    pair = np.block([[A.T, ans_bar], [np.zeros_like(A), A.T]])
    A_bar = linalg.sinm(pair)[:size, size:]
    return A_bar


@tangent(linalg.sinm)
def sinm_tangent(A: Array, *, A_dot: Array) -> Array:
    """The corner of sin([[A, dA], [0, A]])."""
    if np.ndim(A) > 2:
        raise NotImplementedError("sinm of a stack of matrices")
    size = len(A)
    return linalg.sinm(np.block([[A, A_dot], [np.zeros_like(A), A]]))[:size, size:]


@adjoint(linalg.cosm, A=one)
def cosm(A: Array, *, ans_bar: Array) -> Array:
    """The corner of cos([[Aᵀ, ans_bar], [0, Aᵀ]])."""
    if np.ndim(A) > 2:
        raise NotImplementedError("cosm of a stack of matrices")
    size = len(A)
    pair = np.block([[A.T, ans_bar], [np.zeros_like(A), A.T]])
    A_bar = linalg.cosm(pair)[:size, size:]
    return A_bar


@tangent(linalg.cosm)
def cosm_tangent(A: Array, *, A_dot: Array) -> Array:
    """The corner of cos([[A, dA], [0, A]])."""
    if np.ndim(A) > 2:
        raise NotImplementedError("cosm of a stack of matrices")
    size = len(A)
    return linalg.cosm(np.block([[A, A_dot], [np.zeros_like(A), A]]))[:size, size:]


@adjoint(linalg.fractional_matrix_power, A=positive_definite, t=[0.5, -1.3, 2])
def fractional_matrix_power(A: Array, t: float, *, ans_bar: Array) -> Array:
    """The corner of the power of [[Aᵀ, ans_bar], [0, Aᵀ]]."""
    if np.ndim(A) > 2:
        raise NotImplementedError("fractional_matrix_power of a stack of matrices")
    size = len(A)
    pair = np.block([[A.T, ans_bar], [np.zeros_like(A), A.T]])
    A_bar = linalg.fractional_matrix_power(pair, t)[:size, size:]
    return A_bar


@tangent(linalg.fractional_matrix_power)
def fractional_matrix_power_tangent(A: Array, t: float, *, A_dot: Array) -> Array:
    """The corner of the power of [[A, dA], [0, A]]."""
    if np.ndim(A) > 2:
        raise NotImplementedError("fractional_matrix_power of a stack of matrices")
    size = len(A)
    pair = np.block([[A, A_dot], [np.zeros_like(A), A]])
    return linalg.fractional_matrix_power(pair, t)[:size, size:]
