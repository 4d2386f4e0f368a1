"""Inverses, powers and solutions. Most formulas are in Giles 2008, "Collected matrix derivative
results"; those of the pseudoinverse in Golub and Pereyra 1973.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import paired, separated, shaped, square
from tangentgen.rules.shared import nearly_equal, sum_to_shape
from tangentgen.rules.words import Array, adjoint, tangent


@adjoint(np.linalg.inv, a=square)
def inv(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """d a⁻¹ = -a⁻¹ da a⁻¹."""
    if np.ndim(a) == 2:
        a_bar = -ans.T @ ans_bar @ ans.T
    else:
        a_bar = -np.matrix_transpose(ans) @ ans_bar @ np.matrix_transpose(ans)
    return a_bar


@tangent(np.linalg.inv)
def inv_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """d a⁻¹ = -a⁻¹ da a⁻¹."""
    return -ans @ a_dot @ ans


system, given = paired(
    ((3, 3), (3,)),
    ((3, 3), (3, 2)),
    ((2, 3, 3), (2, 3, 1)),
    ((3, 3), (2, 3, 2)),
    ((2, 3, 3), (3,)),
    form="invertible",
)


@adjoint(np.linalg.solve, a=system, b=given)
def solve(a: Array, b: Array, *, ans: Array, ans_bar: Array) -> tuple[Array, Array]:
    """a ans = b, so a dans = db - da ans  ⇒  b_bar = a⁻ᵀ ans_bar, a_bar = -b_bar ansᵀ."""
    if np.ndim(a) == 2 and np.ndim(b) == 1:
        b_bar = np.linalg.solve(a.T, ans_bar)
        a_bar = -np.outer(b_bar, ans)
    elif np.ndim(a) == 2 and np.ndim(b) == 2:
        b_bar = np.linalg.solve(a.T, ans_bar)
        a_bar = -b_bar @ ans.T
    elif np.ndim(b) == 1:
        columns = np.linalg.solve(np.matrix_transpose(a), ans_bar[..., None])
        b_bar = sum_to_shape(columns[..., 0], np.shape(b))
        a_bar = -columns * ans[..., None, :]
    else:
        full_bar = np.linalg.solve(np.matrix_transpose(a), ans_bar)
        b_bar = sum_to_shape(full_bar, np.shape(b))
        a_bar = sum_to_shape(-full_bar @ np.matrix_transpose(ans), np.shape(a))
    return a_bar, b_bar


@tangent(np.linalg.solve)
def solve_tangent(a: Array, b: Array, *, ans: Array, a_dot: Array, b_dot: Array) -> Array:
    """a dans = db - da ans."""
    if np.ndim(b) == 1 and np.ndim(a) > 2:
        right = b_dot - np.sum(a_dot * ans[..., None, :], axis=-1)
        ans_dot = np.linalg.solve(a, right[..., None])[..., 0]
    else:
        ans_dot = np.linalg.solve(a, b_dot - a_dot @ ans)
    return ans_dot


@adjoint(np.linalg.matrix_power, a=square, n=[0, 1, 2, 3, -2])
def matrix_power(a: Array, n: int, *, ans_bar: Array) -> Array:
    """d aⁿ = Σ aⁱ da aⁿ⁻¹⁻ⁱ; of a negative power, that of the inverse."""
    base = np.matrix_transpose(np.linalg.inv(a) if n < 0 else a)
    a_bar = np.zeros_like(a)
    for i in range(abs(n)):
        before = np.linalg.matrix_power(base, i)
        after = np.linalg.matrix_power(base, abs(n) - 1 - i)
        a_bar = a_bar + before @ ans_bar @ after
    if n < 0:
        a_bar = -base @ a_bar @ base
    return a_bar


@tangent(np.linalg.matrix_power)
def matrix_power_tangent(a: Array, n: int, *, a_dot: Array) -> Array:
    """d aⁿ = Σ aⁱ da aⁿ⁻¹⁻ⁱ; of a negative power, that of the inverse."""
    base = np.linalg.inv(a) if n < 0 else a
    base_dot = -base @ a_dot @ base if n < 0 else a_dot
    ans_dot = np.zeros_like(a)
    for i in range(abs(n)):
        before = np.linalg.matrix_power(base, i)
        after = np.linalg.matrix_power(base, abs(n) - 1 - i)
        ans_dot = ans_dot + before @ base_dot @ after
    return ans_dot


@adjoint(np.linalg.pinv, a=separated, rcond=[1e-9, 0.7])
@adjoint(np.linalg.pinv, a=separated)
def pinv(a: Array, rcond: Array = None, *, rtol: Array = None, ans: Array, ans_bar: Array) -> Array:
    """Golub and Pereyra 1973, equation 4.12, for a matrix of constant rank: a limit may leave out
    no singular value that counts.
    """
    if (rcond is not None or rtol is not None) and not nearly_equal(a @ ans @ a, a):
        raise NotImplementedError("pinv that leaves out singular values")
    p = np.conj(np.matrix_transpose(ans))
    g = np.matrix_transpose(ans_bar)
    left = np.eye(np.shape(a)[-2]) - a @ ans
    right = np.eye(np.shape(a)[-1]) - ans @ a
    through = np.matrix_transpose(ans)
    a_bar = -through @ ans_bar @ through + np.conj(left @ g @ ans @ p + p @ ans @ g @ right)
    return a_bar


@tangent(np.linalg.pinv)
def pinv_tangent(
    a: Array, rcond: Array = None, *, rtol: Array = None, ans: Array, a_dot: Array
) -> Array:
    """Golub and Pereyra 1973, equation 4.12, for a matrix of constant rank."""
    if (rcond is not None or rtol is not None) and not nearly_equal(a @ ans @ a, a):
        raise NotImplementedError("pinv that leaves out singular values")
    p = np.conj(np.matrix_transpose(ans))
    turned = np.conj(np.matrix_transpose(a_dot))
    left = np.eye(np.shape(a)[-2]) - a @ ans
    right = np.eye(np.shape(a)[-1]) - ans @ a
    return -ans @ a_dot @ ans + ans @ p @ turned @ left + right @ turned @ p @ ans


tall, values = paired(
    ((4, 2), (4,)), ((4, 2), (4, 3)), ((2, 4), (2,)), ((3, 3), (3,)), ((3, 3), (3, 2))
)


@adjoint(np.linalg.lstsq, a=tall, b=values)
def lstsq(
    a: Array,
    b: Array,
    *,
    read: Set[int],
    ans: tuple[Array, Array, Array, Array],
    ans_bar: tuple[Array, Array, Array, Array],
) -> tuple[Array, Array]:
    """ans = a⁺ b with the pseudoinverse a⁺ of a matrix of full rank: see `pinv`. The sum of the
    squared residuals r² has dr² = 2 r · (db - da ans).
    """
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("lstsq of complex numbers")
    inverse = np.linalg.pinv(a)
    x = np.reshape(ans[0], (np.shape(a)[1], -1))
    rest = np.reshape(b, (np.shape(a)[0], -1)) - a @ x
    x_bar = np.reshape(ans_bar[0], np.shape(x)) if 0 in read else np.zeros_like(x)
    columns_bar = inverse.T @ x_bar
    beside = x_bar - a.T @ columns_bar
    a_bar = rest @ (inverse @ columns_bar).T - columns_bar @ x.T + inverse.T @ x @ beside.T
    if 1 in read and np.size(ans[1]) > 0:
        rest_bar = 2 * rest * ans_bar[1]
        columns_bar = columns_bar + rest_bar
        a_bar = a_bar - rest_bar @ x.T
    if 3 in read:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        a_bar = a_bar + (u * ans_bar[3]) @ vt
    b_bar = np.reshape(columns_bar, np.shape(b))
    return a_bar, b_bar


@tangent(np.linalg.lstsq)
def lstsq_tangent(
    a: Array,
    b: Array,
    *,
    ans: tuple[Array, Array, Array, Array],
    active: Set[str],
    a_dot: Array,
    b_dot: Array,
) -> tuple[Array, Array, Array, Array]:
    """The same derivatives; the rank is constant."""
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("lstsq of complex numbers")
    inverse = np.linalg.pinv(a)
    x = np.reshape(ans[0], (np.shape(a)[1], -1))
    rest = np.reshape(b, (np.shape(a)[0], -1)) - a @ x
    moved = np.reshape(b_dot, np.shape(rest)) if "b" in active else np.zeros_like(rest)
    x_dot = np.zeros_like(x)
    if "a" in active:
        moved = moved - a_dot @ x
        beside = a_dot.T @ inverse.T @ x
        x_dot = inverse @ (inverse.T @ (a_dot.T @ rest)) + beside - inverse @ (a @ beside)
    x_dot = x_dot + inverse @ moved
    squares = 2 * np.sum(rest * moved, axis=0)[: np.size(ans[1])]
    s_dot = np.zeros_like(ans[3])
    if "a" in active:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        s_dot = np.sum(u * (a_dot @ vt.T), axis=0)
    return np.reshape(x_dot, np.shape(ans[0])), squares, 0, s_dot


tensor, wanted = paired(((2, 3, 6), (2, 3)), ((4, 2, 2), (4,)))


@adjoint(np.linalg.tensorsolve, a=tensor, b=wanted)
def tensorsolve(a: Array, b: Array, *, ans: Array, ans_bar: Array) -> tuple[Array, Array]:
    """The equations of `solve`, with axes that are flattened."""
    matrix = np.reshape(a, (np.size(b), np.size(ans)))
    flat_bar = np.linalg.solve(matrix.T, np.ravel(ans_bar))
    b_bar = np.reshape(flat_bar, np.shape(b))
    a_bar = np.reshape(-np.outer(flat_bar, ans), np.shape(a))
    return a_bar, b_bar


@tangent(np.linalg.tensorsolve)
def tensorsolve_tangent(
    a: Array, b: Array, *, ans: Array, active: Set[str], a_dot: Array, b_dot: Array
) -> Array:
    """The equations of `solve`, with axes that are flattened."""
    right = np.ravel(b_dot) if "b" in active else np.zeros(np.size(b))
    if "a" in active:
        right = right - np.reshape(a_dot, (np.size(b), np.size(ans))) @ np.ravel(ans)
    matrix = np.reshape(a, (np.size(b), np.size(ans)))
    return np.reshape(np.linalg.solve(matrix, right), np.shape(ans))


@adjoint(np.linalg.tensorinv, a=shaped((2, 2, 4), (4, 2, 2)), ind=[1, 2])
def tensorinv(a: Array, ind: int = 2, *, ans: Array, ans_bar: Array) -> Array:
    """d a⁻¹ = -a⁻¹ da a⁻¹, with axes that are flattened."""
    size = int(np.prod(np.shape(a)[:ind]))
    inverse = np.reshape(ans, (size, size)).T
    a_bar = np.reshape(-inverse @ np.reshape(ans_bar, (size, size)) @ inverse, np.shape(a))
    return a_bar


@tangent(np.linalg.tensorinv)
def tensorinv_tangent(a: Array, ind: int = 2, *, ans: Array, a_dot: Array) -> Array:
    """d a⁻¹ = -a⁻¹ da a⁻¹, with axes that are flattened."""
    size = int(np.prod(np.shape(a)[:ind]))
    inverse = np.reshape(ans, (size, size))
    return np.reshape(-inverse @ np.reshape(a_dot, (size, size)) @ inverse, np.shape(ans))
