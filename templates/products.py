"""Products of vectors and matrices."""

from __future__ import annotations

import operator

import numpy as np

from tangentgen.rules.samples import paired
from tangentgen.rules.shared import sum_to_shape
from tangentgen.rules.words import Array, adjoint, linear

left, right = paired(
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3,), (3, 2)),
    ((2, 3), (3, 4)),
    ((0, 3), (3, 2)),
    ((5, 2, 3), (3,)),
    ((3,), (5, 3, 2)),
    ((5, 2, 3), (3, 4)),
    ((2, 3), (5, 3, 4)),
    ((5, 2, 3), (5, 3, 4)),
    ((1, 2, 3), (5, 3, 4)),
    ((2, 1, 2, 3), (5, 3, 1)),
)


@adjoint(np.matmul, operator.matmul, x=left, y=right)
def matmul(x: Array, y: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = x y  ⇒  x_bar = ans_bar yᵀ, y_bar = xᵀ ans_bar; vectors are rows or columns."""
    if np.ndim(x) == 1 and np.ndim(y) == 1:
        x_bar = ans_bar * y
        y_bar = ans_bar * x
    elif np.ndim(x) == 2 and np.ndim(y) == 1:
        x_bar = np.outer(ans_bar, y)
        y_bar = x.T @ ans_bar
    elif np.ndim(x) == 1 and np.ndim(y) == 2:
        x_bar = y @ ans_bar
        y_bar = np.outer(x, ans_bar)
    elif np.ndim(x) == 2 and np.ndim(y) == 2:
        x_bar = ans_bar @ y.T
        y_bar = x.T @ ans_bar
    elif np.ndim(y) == 1:
        x_bar = ans_bar[..., None] * y
        y_bar = np.tensordot(ans_bar, x, np.ndim(x) - 1)
    elif np.ndim(x) > 1 and np.ndim(y) == 2:
        x_bar = ans_bar @ y.T
        rows = tuple(range(np.ndim(x) - 1))
        y_bar = np.tensordot(x, ans_bar, (rows, rows))
    elif np.ndim(x) == 1:
        x_bar = np.sum(y * ans_bar[..., None, :], axis=(*range(np.ndim(y) - 2), -1))
        y_bar = x[:, None] * ans_bar[..., None, :]
    else:
        x_bar = sum_to_shape(ans_bar @ np.swapaxes(y, -1, -2), np.shape(x))
        y_bar = sum_to_shape(np.swapaxes(x, -1, -2) @ ans_bar, np.shape(y))
    return x_bar, y_bar


linear(np.matmul, operator.matmul, in_=("x", "y"))

factor, other = paired(
    ((), ()),
    ((), (2, 3)),
    ((2, 3), ()),
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3,), (3, 2)),
    ((2, 3), (3, 4)),
    ((5, 2, 3), (3,)),
    ((5, 2, 3), (3, 4)),
    ((3,), (5, 3, 2)),
    ((4, 2, 3), (5, 3, 2)),
)


@adjoint(np.dot, a=factor, b=other)
def dot(a: Array, b: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = Σₖ a[..., k] b[..., k, :]; each adjoint sums over the other's remaining axes."""
    if np.ndim(a) == 0:
        a_bar = np.sum(ans_bar * b)
        b_bar = a * ans_bar
    elif np.ndim(b) == 0:
        a_bar = b * ans_bar
        b_bar = np.sum(ans_bar * a)
    elif np.ndim(a) == 1 and np.ndim(b) == 1:
        a_bar = ans_bar * b
        b_bar = ans_bar * a
    elif np.ndim(a) == 2 and np.ndim(b) == 1:
        a_bar = np.outer(ans_bar, b)
        b_bar = a.T @ ans_bar
    elif np.ndim(a) == 1 and np.ndim(b) == 2:
        a_bar = b @ ans_bar
        b_bar = np.outer(a, ans_bar)
    elif np.ndim(a) == 2 and np.ndim(b) == 2:
        a_bar = ans_bar @ b.T
        b_bar = a.T @ ans_bar
    elif np.ndim(b) == 1:
        a_bar = ans_bar[..., None] * b
        b_bar = np.tensordot(ans_bar, a, np.ndim(a) - 1)
    else:
        # the last axes of the answer are those of b without the one that is summed
        rest = np.ndim(b) - 1
        without = np.moveaxis(b, -2, 0)
        a_bar = np.tensordot(ans_bar, without, (tuple(range(-rest, 0)), tuple(range(1, rest + 1))))
        rows = tuple(range(np.ndim(a) - 1))
        b_bar = np.moveaxis(np.tensordot(a, ans_bar, (rows, rows)), 0, -2)
    return a_bar, b_bar


linear(np.dot, in_=("a", "b"))
