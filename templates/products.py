"""Products of vectors and matrices."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from tangentgen.known import unbroadcast
from tangentgen.rules.notation import (
    again,
    alone,
    einsum_operand_bar,
    exchanged,
    has_ellipsis,
    is_text,
    written_out,
)
from tangentgen.rules.samples import listed, paired, shaped
from tangentgen.rules.shared import (
    chain_bar,
    crossed_bar,
    quarter_turned,
    sum_to_shape,
    surely,
    surely_equal,
    surely_matching,
    whole_convolution,
)
from tangentgen.rules.words import Array, adjoint, linear, tangent

Mode = Literal["full", "valid", "same"]
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


@adjoint(np.matmul, np.linalg.matmul, operator.matmul, x=left, y=right)
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
    elif surely_equal(np.shape(x)[:-2], np.shape(y)[:-2]):
        x_bar = ans_bar @ np.swapaxes(y, -1, -2)
        y_bar = np.swapaxes(x, -1, -2) @ ans_bar
    else:
        x_bar = sum_to_shape(ans_bar @ np.swapaxes(y, -1, -2), np.shape(x))
        y_bar = sum_to_shape(np.swapaxes(x, -1, -2) @ ans_bar, np.shape(y))
    return x_bar, y_bar


linear(np.matmul, np.linalg.matmul, operator.matmul, in_=("x", "y"))

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


@adjoint(np.outer, np.linalg.outer, a=shaped((3,), (2, 3), ()), b=shaped((4,), (2,), (1,)))
def outer(a: Array, b: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ansᵢⱼ = aᵢ bⱼ  ⇒  a_bar = ans_bar b, b_bar = a ans_bar."""
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        a_bar = ans_bar @ b
        b_bar = a @ ans_bar
    else:
        a_bar = np.reshape(ans_bar @ np.ravel(b), np.shape(a))
        b_bar = np.reshape(np.ravel(a) @ ans_bar, np.shape(b))
    return a_bar, b_bar


linear(np.outer, np.linalg.outer, in_=("a", "b"))

inner_left, inner_right = paired(
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (4, 3)), ((2, 3), (4, 3)), ((5, 2, 3), (4, 3)), ((), (3,))
)


@adjoint(np.inner, a=inner_left, b=inner_right)
def inner(a: Array, b: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = Σₖ a[..., k] b[..., k]."""
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        a_bar = ans_bar * b
        b_bar = ans_bar * a
    elif np.ndim(a) == 0 or np.ndim(b) == 0:
        a_bar = sum_to_shape(ans_bar * b, np.shape(a))
        b_bar = sum_to_shape(ans_bar * a, np.shape(b))
    else:
        a_bar = np.tensordot(ans_bar, b, np.ndim(b) - 1)
        rows = tuple(range(np.ndim(a) - 1))
        b_bar = np.tensordot(ans_bar, a, (rows, rows))
    return a_bar, b_bar


linear(np.inner, in_=("a", "b"))


left_flat, right_flat = paired(((3,), (3,)), ((2, 3), (6,)), ((2, 3), (3, 2)))


@adjoint(np.vdot, a=left_flat, b=right_flat)
def vdot(a: Array, b: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = Σ a* b, so Re(g dans) = Re((g b)* da) + Re(g a* db)."""
    a_bar = np.reshape(np.conj(ans_bar * b), np.shape(a))
    b_bar = np.reshape(np.conj(a) * ans_bar, np.shape(b))
    return a_bar, b_bar


linear(np.vdot, in_=("a", "b"))

rows_left, rows_right = paired(((3,), (3,)), ((2, 3), (2, 3)), ((2, 3), (3,)), ((3,), (4, 3)))


@adjoint(np.vecdot, np.linalg.vecdot, x1=rows_left, x2=rows_right)
def vecdot(x1: Array, x2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = Σ x1* x2 over the last axis."""
    x1_bar = sum_to_shape(np.conj(ans_bar[..., None] * x2), np.shape(x1))
    x2_bar = sum_to_shape(np.conj(x1) * ans_bar[..., None], np.shape(x2))
    return x1_bar, x2_bar


linear(np.vecdot, np.linalg.vecdot, in_=("x1", "x2"))

# NumPy 2.2
matvec_, vecmat_ = getattr(np, "matvec", None), getattr(np, "vecmat", None)
mat, vec = paired(((2, 3), (3,)), ((4, 2, 3), (3,)), ((2, 3), (4, 3)))


@adjoint(matvec_, x1=mat, x2=vec)
def matvec(x1: Array, x2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = x1 x2 for stacks of matrices and of vectors."""
    x1_bar = sum_to_shape(ans_bar[..., :, None] * x2[..., None, :], np.shape(x1))
    x2_bar = sum_to_shape(np.sum(x1 * ans_bar[..., :, None], axis=-2), np.shape(x2))
    return x1_bar, x2_bar


linear(matvec_, in_=("x1", "x2"))

row, grid = paired(((2,), (2, 3)), ((2,), (4, 2, 3)), ((4, 2), (2, 3)))


@adjoint(vecmat_, x1=row, x2=grid)
def vecmat(x1: Array, x2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = x1* x2 for stacks of vectors and of matrices."""
    x1_bar = sum_to_shape(np.conj(np.sum(x2 * ans_bar[..., None, :], axis=-1)), np.shape(x1))
    x2_bar = sum_to_shape(np.conj(x1)[..., :, None] * ans_bar[..., None, :], np.shape(x2))
    return x1_bar, x2_bar


linear(vecmat_, in_=("x1", "x2"))

tensor, cotensor = paired(((2, 3), (2, 3)), ((4, 2, 3), (2, 3, 5)), ((4, 3, 2), (2, 3, 5)))


@adjoint(
    np.tensordot,
    np.linalg.tensordot,
    a=tensor,
    b=cotensor,
    axes=[2, ((-2, -1), (0, 1)), ((2, 1), (0, 1))],
)
def tensordot(a: Array, b: Array, axes: Array = 2, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans sums over pairs of axes; each adjoint sums over what is left of the other."""
    if isinstance(axes, int):
        a_axes = tuple(range(np.ndim(a) - axes, np.ndim(a)))
        b_axes = tuple(range(axes))
    else:
        a_given = axes[0] if isinstance(axes[0], (tuple, list)) else (axes[0],)
        b_given = axes[1] if isinstance(axes[1], (tuple, list)) else (axes[1],)
        a_axes = tuple(i % np.ndim(a) for i in a_given)
        b_axes = tuple(i % np.ndim(b) for i in b_given)
    a_rest = tuple(i for i in range(np.ndim(a)) if i not in a_axes)
    b_rest = tuple(i for i in range(np.ndim(b)) if i not in b_axes)
    b_ends = tuple(range(len(a_rest), len(a_rest) + len(b_rest)))
    # the summed axes come out in the order that they have in the other array
    a_order = a_rest + tuple(a_axes[i] for i in np.argsort(b_axes))
    b_order = tuple(b_axes[i] for i in np.argsort(a_axes)) + b_rest
    a_bar = np.transpose(np.tensordot(ans_bar, b, (b_ends, b_rest)), np.argsort(a_order))
    a_starts = tuple(range(len(a_rest)))
    b_bar = np.transpose(np.tensordot(a, ans_bar, (a_rest, a_starts)), np.argsort(b_order))
    return a_bar, b_bar


linear(np.tensordot, np.linalg.tensordot, in_=("a", "b"))


kron_left, kron_right = paired(((2,), (3,)), ((2, 3), (3, 2)), ((2,), (3, 2)), ((2, 3), (4,)))


@adjoint(np.kron, a=kron_left, b=kron_right)
def kron(a: Array, b: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Each axis of the answer runs over an axis of a and, inside it, one of b."""
    rank = max(np.ndim(a), np.ndim(b))
    a_shape = (1,) * (rank - np.ndim(a)) + np.shape(a)
    b_shape = (1,) * (rank - np.ndim(b)) + np.shape(b)
    split = np.reshape(ans_bar, [n for pair in zip(a_shape, b_shape, strict=True) for n in pair])
    b_inside = np.reshape(b, [n for m in b_shape for n in (1, m)])
    a_outside = np.reshape(a, [n for m in a_shape for n in (m, 1)])
    a_bar = np.reshape(np.sum(split * b_inside, axis=tuple(range(1, 2 * rank, 2))), np.shape(a))
    b_bar = np.reshape(np.sum(split * a_outside, axis=tuple(range(0, 2 * rank, 2))), np.shape(b))
    return a_bar, b_bar


linear(np.kron, in_=("a", "b"))

triple, triple_too = paired(((3,), (3,)), ((4, 3), (4, 3)), ((4, 3), (3,)))


@adjoint(np.linalg.cross, a=triple, b=triple_too)
def cross_in_space(a: Array, b: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """g · (da × b) = da · (b × g), g · (a × db) = db · (g × a)."""
    if surely(np.ndim(a) == 1 and np.ndim(b) == 1):
        a_bar = np.linalg.cross(b, ans_bar)
        b_bar = np.linalg.cross(ans_bar, a)
    else:
        a_bar = sum_to_shape(np.linalg.cross(b, ans_bar), np.shape(a))
        b_bar = sum_to_shape(np.linalg.cross(ans_bar, a), np.shape(b))
    return a_bar, b_bar


linear(np.linalg.cross, in_=("a", "b"))

crossed, crossed_too = paired(
    ((3,), (3,)),
    ((4, 3), (4, 3)),
    ((4, 3), (3,)),
    ((2,), (2,)),
    ((4, 2), (4, 2)),
    ((2,), (4, 2)),
    ((2,), (3,)),
    ((4, 3), (2,)),
)


@adjoint(np.cross, a=crossed, b=crossed_too)
def cross(a: Array, b: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """As in space; of two vectors of two, ans = a₀ b₁ - a₁ b₀ is the third component alone."""
    if surely_equal(np.shape(a)[-1:], (3,)) and surely_equal(np.shape(b)[-1:], (3,)):
        if surely(np.ndim(a) == 1 and np.ndim(b) == 1):
            a_bar = np.cross(b, ans_bar)
            b_bar = np.cross(ans_bar, a)
        else:
            a_bar = sum_to_shape(np.cross(b, ans_bar), np.shape(a))
            b_bar = sum_to_shape(np.cross(ans_bar, a), np.shape(b))
    elif surely_equal(np.shape(a)[-1:], (2,)) and surely_equal(np.shape(b)[-1:], (2,)):
        if surely(np.ndim(a) == 1 and np.ndim(b) == 1):
            a_bar = ans_bar * quarter_turned(b)
            b_bar = -ans_bar * quarter_turned(a)
        elif surely_equal(np.shape(a), np.shape(b)):
            seeds = np.expand_dims(ans_bar, -1)
            a_bar = seeds * quarter_turned(b)
            b_bar = -seeds * quarter_turned(a)
        else:
            seeds = np.expand_dims(ans_bar, -1)
            a_bar = sum_to_shape(seeds * quarter_turned(b), np.shape(a))
            b_bar = sum_to_shape(-seeds * quarter_turned(a), np.shape(b))
    else:
        a_bar = crossed_bar(ans_bar, a, b)
        b_bar = -crossed_bar(ans_bar, b, a)
    return a_bar, b_bar


linear(np.cross, in_=("a", "b"))


@adjoint(np.linalg.multi_dot, arrays=listed((2, 3), (3, 4), (4, 2)))
def multi_dot(arrays: Sequence[Array], *, ans_bar: Array) -> Sequence[Array]:
    """Each matrix gets what is before it, transposed, the adjoint, and what is after it."""
    arrays_bar = [chain_bar(arrays, i, ans_bar) for i in range(len(arrays))]
    return arrays_bar


@tangent(np.linalg.multi_dot)
def multi_dot_tangent(arrays: Sequence[Array], *, arrays_dot: Sequence[Array]) -> Array:
    """The product rule."""
    return sum(
        np.linalg.multi_dot([*arrays[:i], arrays_dot[i], *arrays[i + 1 :]])
        for i in range(len(arrays))
    )


signal_, kernel_ = paired(((4,), (2,)), ((3,), (3,)), ((2,), (4,)), ((1,), (3,)))


@adjoint(np.correlate, a=signal_, v=kernel_, mode=["valid", "full", "same"])
def correlate(a: Array, v: Array, mode: Mode = "valid", *, ans_bar: Array) -> tuple[Array, Array]:
    """ansₖ = Σ aᵢ₊ₖ v*ᵢ: `convolve` with v* turned round, and, where v is the longer one, taken
    from the other end.
    """
    turned = np.conj(v)[::-1]
    length = np.size(a) + np.size(v) - 1
    if np.size(a) < np.size(v):
        seed = whole_convolution(ans_bar[::-1], length)[::-1]
    else:
        seed = whole_convolution(ans_bar, length)
    a_bar = np.convolve(seed, turned[::-1], mode="valid")
    turned_bar = np.convolve(seed, a[::-1], mode="valid")
    v_bar = np.conj(turned_bar)[::-1]
    return a_bar, v_bar


linear(np.correlate, in_=("a", "v"))

signal, kernel = paired(((4,), (2,)), ((3,), (3,)), ((2,), (4,)))


@adjoint(np.convolve, a=signal, v=kernel, mode=["full", "valid", "same"])
def convolve(a: Array, v: Array, mode: Mode = "full", *, ans_bar: Array) -> tuple[Array, Array]:
    """ansₖ = Σ aᵢ vₖ₋ᵢ, of which `mode` keeps a middle section."""
    seed = whole_convolution(ans_bar, np.size(a) + np.size(v) - 1)
    a_bar = np.convolve(seed, v[::-1], mode="valid")
    v_bar = np.convolve(seed, a[::-1], mode="valid")
    return a_bar, v_bar


linear(np.convolve, in_=("a", "v"))


@adjoint(np.einsum, subscripts=["...ij,jk->...ik"], operands=listed((5, 2, 3), (3, 4)))
@adjoint(np.einsum, subscripts=["...,...->..."], operands=listed((2, 3), (3,)))
@adjoint(np.einsum, subscripts=["ii->i", "ii", "ij->j", "ij->"], operands=listed((3, 3)))
@adjoint(np.einsum, subscripts=["ij,jk->ik", "ij,jk->k"], operands=listed((2, 1), (3, 4)))
@adjoint(np.einsum, subscripts=["ij,jk->ik", "ij,jk"], operands=listed((2, 3), (3, 4)))
def einsum(
    subscripts: str, *operands: Array, optimize: Any = False, ans_bar: Array
) -> Sequence[Array]:
    """Exchange the subscripts of an operand with those of the answer; an identity takes out a
    diagonal, ones spread what was summed.
    """
    ranks = [np.ndim(x) for x in operands]
    written = written_out(subscripts, ranks) if has_ellipsis(subscripts) else subscripts
    operands_bar = [
        np.einsum(exchanged(written, i), ans_bar, *operands[:i], *operands[i + 1 :])
        if surely(is_text(written))
        and surely_matching(written, operands)
        and again(written, i) == alone(written, i)
        else unbroadcast(
            np.einsum(
                exchanged(written, i),
                ans_bar,
                *operands[:i],
                *operands[i + 1 :],
                *[np.eye(np.shape(operands[i])[k]) for k in again(written, i)],
                *[np.ones(np.shape(operands[i])[k]) for k in alone(written, i)],
            ),
            operands[i],
        )
        if surely(is_text(written))
        else einsum_operand_bar(subscripts, operands, i, ans_bar)
        for i in range(len(operands))
    ]
    return operands_bar


@tangent(np.einsum)
def einsum_tangent(
    subscripts: str, *operands: Array, optimize: Any = False, operands_dot: Sequence[Array]
) -> Array:
    """The sum over the operands, each replaced by its tangent."""
    return sum(
        np.einsum(subscripts, *operands[:i], operands_dot[i], *operands[i + 1 :])
        for i in range(len(operands))
    )
