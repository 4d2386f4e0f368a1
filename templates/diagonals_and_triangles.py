"""Diagonals and triangles of matrices."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import shaped
from tangentgen.rules.shared import surely_equal
from tangentgen.rules.words import Array, adjoint, linear


@adjoint(np.trace, a=shaped((2, 3, 3), (4, 2, 3)), offset=[0, 1], axis1=[1], axis2=[2, -1])
@adjoint(np.trace, a=shaped((3, 3), (2, 3), (3, 2)), offset=[0, 1, -1])
def trace(a: Array, offset: int = 0, axis1: int = 0, axis2: int = 1, *, ans_bar: Array) -> Array:
    """ans = Σ aᵢᵢ  ⇒  a_bar = ans_bar on the diagonal."""
    if np.ndim(a) == 2:
        a_bar = ans_bar * np.eye(np.shape(a)[0], np.shape(a)[1], offset)
    else:
        ones = np.eye(np.shape(a)[axis1], np.shape(a)[axis2], offset)
        a_bar = np.moveaxis(ans_bar[..., None, None] * ones, (-2, -1), (axis1, axis2))
    return a_bar


linear(np.trace, in_="a")


@adjoint(np.linalg.trace, x=shaped((3, 3), (2, 3), (4, 3, 3)), offset=[0, 1])
def linalg_trace(x: Array, *, offset: int = 0, ans_bar: Array) -> Array:
    """ans = Σ xᵢᵢ over the last two axes."""
    ones = np.eye(np.shape(x)[-2], np.shape(x)[-1], offset)
    x_bar = np.reshape(ans_bar, (*np.shape(x)[:-2], 1, 1)) * ones
    return x_bar


linear(np.linalg.trace, in_="x")


@adjoint(np.diag, v=shaped((3,), (3, 3), (2, 3), (3, 2)), k=[0, 1, -1])
def diag(v: Array, k: int = 0, *, ans_bar: Array) -> Array:
    """The diagonal of the adjoint, or the adjoint on the diagonal."""
    if np.ndim(v) == 1 or surely_equal(np.shape(v)[:1], np.shape(v)[1:]):
        v_bar = np.diag(ans_bar, k)
    else:
        v_bar = np.zeros_like(v)
        rows = np.arange(len(ans_bar))
        v_bar[rows + max(-k, 0), rows + max(k, 0)] = ans_bar
    return v_bar


linear(np.diag, in_="v")


@adjoint(np.diagonal, a=shaped((3, 3), (2, 3), (2, 3, 3)), offset=[0, 1, -1])
def diagonal(a: Array, offset: int = 0, axis1: int = 0, axis2: int = 1, *, ans_bar: Array) -> Array:
    """The adjoint on the diagonal."""
    a_bar = np.zeros_like(a)
    ends = np.moveaxis(a_bar, (axis1, axis2), (-2, -1))
    rows = np.arange(np.shape(ans_bar)[-1])
    ends[..., rows + max(-offset, 0), rows + max(offset, 0)] = ans_bar
    return a_bar


linear(np.diagonal, in_="a")


@adjoint(np.linalg.diagonal, x=shaped((3, 3), (2, 3), (2, 3, 3)), offset=[0, 1, -1])
def linalg_diagonal(x: Array, *, offset: int = 0, ans_bar: Array) -> Array:
    """The adjoint on the diagonal of the last two axes."""
    x_bar = np.zeros_like(x)
    rows = np.arange(np.shape(ans_bar)[-1])
    x_bar[..., rows + max(-offset, 0), rows + max(offset, 0)] = ans_bar
    return x_bar


linear(np.linalg.diagonal, in_="x")


@adjoint(np.diagflat, v=shaped((3,), (2, 2)), k=[0, 1, -1])
def diagflat(v: Array, k: int = 0, *, ans_bar: Array) -> Array:
    """The diagonal of the adjoint."""
    v_bar = np.reshape(np.diag(ans_bar, k), np.shape(v))
    return v_bar


linear(np.diagflat, in_="v")


@adjoint(np.tril, m=shaped((2, 3), (3, 3), (1, 2), (2, 3, 3), (3,)), k=[0, 1, -1])
def tril(m: Array, k: int = 0, *, ans_bar: Array) -> Array:
    """The same triangle; a vector is each row of a square."""
    m_bar = np.tril(ans_bar, k)
    if np.ndim(m) == 1:
        m_bar = np.sum(m_bar, axis=0)
    return m_bar


@adjoint(np.triu, m=shaped((2, 3), (3, 3), (1, 2), (2, 3, 3), (3,)), k=[0, 1, -1])
def triu(m: Array, k: int = 0, *, ans_bar: Array) -> Array:
    """The same triangle; a vector is each row of a square."""
    m_bar = np.triu(ans_bar, k)
    if np.ndim(m) == 1:
        m_bar = np.sum(m_bar, axis=0)
    return m_bar


linear(np.tril, np.triu, in_="m")
