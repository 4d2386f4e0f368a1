"""Linear algebra. Most formulas are in Giles 2008, "Collected matrix derivative results"."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import definite, grids, matrices, paired, shaped, square, symmetric
from tangentgen.rules.shared import sum_to_shape
from tangentgen.rules.words import Array, Axis, adjoint, linear, tangent


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
    ((3, 3), (3,)), ((3, 3), (3, 2)), ((2, 3, 3), (2, 3, 1)), ((3, 3), (2, 3, 2)), form="invertible"
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
        raise NotImplementedError("solve with a stack of matrices and one vector")
    else:
        full_bar = np.linalg.solve(np.matrix_transpose(a), ans_bar)
        b_bar = sum_to_shape(full_bar, np.shape(b))
        a_bar = sum_to_shape(-full_bar @ np.matrix_transpose(ans), np.shape(a))
    return a_bar, b_bar


@tangent(np.linalg.solve)
def solve_tangent(a: Array, b: Array, *, ans: Array, a_dot: Array, b_dot: Array) -> Array:
    """a dans = db - da ans."""
    return np.linalg.solve(a, b_dot - a_dot @ ans)


@adjoint(np.linalg.det, a=square)
def det(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """d det(a) = det(a) tr(a⁻¹ da)."""
    if np.ndim(a) == 2:
        a_bar = ans * ans_bar * np.linalg.inv(a).T
    else:
        seed = ans * ans_bar
        a_bar = seed[..., None, None] * np.matrix_transpose(np.linalg.inv(a))
    return a_bar


@tangent(np.linalg.det)
def det_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """d det(a) = det(a) tr(a⁻¹ da)."""
    return ans * np.trace(np.linalg.solve(a, a_dot), axis1=-2, axis2=-1)


@adjoint(np.linalg.slogdet, a=square)
def slogdet(a: Array, *, ans_bar: tuple[Array, Array]) -> Array:
    """d log|det(a)| = tr(a⁻¹ da); the sign is constant."""
    if np.iscomplexobj(a):
        raise NotImplementedError("slogdet of complex numbers")
    if np.ndim(a) == 2:
        a_bar = ans_bar[1] * np.linalg.inv(a).T
    else:
        a_bar = ans_bar[1][..., None, None] * np.matrix_transpose(np.linalg.inv(a))
    return a_bar


@tangent(np.linalg.slogdet)
def slogdet_tangent(a: Array, *, ans: tuple[Array, Array], a_dot: Array) -> tuple[Array, Array]:
    """d log|det(a)| = tr(a⁻¹ da); the sign is constant."""
    if np.iscomplexobj(a):
        raise NotImplementedError("slogdet of complex numbers")
    trace = np.trace(np.linalg.solve(a, a_dot), axis1=-2, axis2=-1)
    return np.zeros_like(ans[0]), trace


@adjoint(np.linalg.cholesky, a=definite)
def cholesky(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """Murray 2016, arXiv:1602.07527: with Φ the lower triangle whose diagonal is halved,
    a_bar is the symmetric part of L⁻ᵀ Φ(Lᵀ L_bar) L⁻¹.
    """
    if np.iscomplexobj(a):
        raise NotImplementedError("cholesky of complex numbers")
    lower = np.tril(np.matrix_transpose(ans) @ ans_bar)
    half = lower - 0.5 * np.eye(np.shape(a)[-1]) * lower
    up = np.matrix_transpose(ans)
    right = np.matrix_transpose(np.linalg.solve(up, np.matrix_transpose(half)))
    inner = np.linalg.solve(up, right)
    a_bar = 0.5 * (inner + np.matrix_transpose(inner))
    return a_bar


@tangent(np.linalg.cholesky)
def cholesky_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """dL = L Φ(L⁻¹ da L⁻ᵀ)."""
    if np.iscomplexobj(a):
        raise NotImplementedError("cholesky of complex numbers")
    left = np.linalg.solve(ans, a_dot)
    both = np.tril(np.linalg.solve(ans, np.matrix_transpose(left)))
    return ans @ (both - 0.5 * np.eye(np.shape(a)[-1]) * both)


@adjoint(np.linalg.eigh, a=symmetric)
def eigh(a: Array, *, ans: tuple[Array, Array], ans_bar: tuple[Array, Array]) -> Array:
    """a = V diag(w) Vᵀ, distinct eigenvalues: dw = diag(Vᵀ da V), dV = V (F ∘ Vᵀ da V) with
    Fᵢⱼ = 1 / (wⱼ - wᵢ) off the diagonal (Giles 2008, section 3.1); of a symmetric a.
    """
    if np.iscomplexobj(a):
        raise NotImplementedError("eigh of complex numbers")
    w, v = ans
    w_bar, v_bar = ans_bar
    gaps = w[..., None, :] - w[..., :, None]
    same = np.eye(np.shape(w)[-1], dtype=bool)
    inverse = np.where(same, 0, 1 / np.where(same, 1, gaps))
    turned = np.matrix_transpose(v)
    inner = same * w_bar[..., None, :] + inverse * (turned @ v_bar)
    full = v @ inner @ turned
    a_bar = 0.5 * (full + np.matrix_transpose(full))
    return a_bar


@tangent(np.linalg.eigh)
def eigh_tangent(a: Array, *, ans: tuple[Array, Array], a_dot: Array) -> tuple[Array, Array]:
    """dw = diag(Vᵀ da V), dV = V (F ∘ Vᵀ da V)."""
    if np.iscomplexobj(a):
        raise NotImplementedError("eigh of complex numbers")
    w, v = ans
    gaps = w[..., None, :] - w[..., :, None]
    same = np.eye(np.shape(w)[-1], dtype=bool)
    inverse = np.where(same, 0, 1 / np.where(same, 1, gaps))
    inner = np.matrix_transpose(v) @ a_dot @ v
    return np.sum(same * inner, axis=-1), v @ (inverse * inner)


@adjoint(np.linalg.eigvalsh, a=symmetric)
def eigvalsh(a: Array, *, ans_bar: Array) -> Array:
    """dw = diag(Vᵀ da V) for the eigenvectors V."""
    if np.iscomplexobj(a):
        raise NotImplementedError("eigvalsh of complex numbers")
    v = np.linalg.eigh(a)[1]
    a_bar = (v * ans_bar[..., None, :]) @ np.matrix_transpose(v)
    return a_bar


@tangent(np.linalg.eigvalsh)
def eigvalsh_tangent(a: Array, *, a_dot: Array) -> Array:
    """dw = diag(Vᵀ da V) for the eigenvectors V."""
    if np.iscomplexobj(a):
        raise NotImplementedError("eigvalsh of complex numbers")
    v = np.linalg.eigh(a)[1]
    return np.sum(v * (a_dot @ v), axis=-2)


@adjoint(np.linalg.norm, x=grids, ord=[None], axis=[None, 0, -1], keepdims=[False, True])
def norm(
    x: Array,
    ord: Array = None,
    axis: Axis = None,
    keepdims: bool = False,
    *,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """ans² = Σ |x|²  ⇒  x_bar = x* / ans ans_bar, 0 where ans is 0; vectors in other orders too."""
    spread = axis is not None and not keepdims
    size = np.expand_dims(ans, axis) if spread else ans
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    is_vector = isinstance(axis, int) or np.ndim(x) == 1
    if ord is None or ord == "fro" or (ord == 2 and is_vector):
        x_bar = np.conj(x) / np.where(size == 0, 1, size) * seed
    elif ord == 1 and is_vector:
        x_bar = np.sign(x) * seed
    elif ord == np.inf and is_vector:
        top = np.abs(x) == size
        x_bar = np.sign(x) * top / np.sum(top, axis=axis, keepdims=axis is not None) * seed
    elif is_vector:
        x_bar = np.sign(x) * (np.abs(x) / np.where(size == 0, 1, size)) ** (ord - 1) * seed
    else:
        raise NotImplementedError("a matrix norm other than Frobenius's")
    return x_bar


@tangent(np.linalg.norm)
def norm_tangent(
    x: Array,
    ord: Array = None,
    axis: Axis = None,
    keepdims: bool = False,
    *,
    ans: Array,
    x_dot: Array,
) -> Array:
    """dans = Σ Re(x* dx) / ans, 0 where ans is 0; also of vectors in other orders."""
    spread = axis is not None and not keepdims
    size = np.expand_dims(ans, axis) if spread else ans
    is_vector = isinstance(axis, int) or np.ndim(x) == 1
    if ord is None or ord == "fro" or (ord == 2 and is_vector):
        total = np.sum(np.real(np.conj(x) * x_dot), axis=axis, keepdims=keepdims)
        ans_dot = total / np.where(ans == 0, 1, ans)
    elif ord == 1 and is_vector:
        ans_dot = np.sum(np.sign(x) * x_dot, axis=axis, keepdims=keepdims)
    elif ord == np.inf and is_vector:
        top = np.abs(x) == size
        weights = np.sign(x) * top / np.sum(top, axis=axis, keepdims=axis is not None)
        ans_dot = np.sum(weights * x_dot, axis=axis, keepdims=keepdims)
    elif is_vector:
        weights = np.sign(x) * (np.abs(x) / np.where(size == 0, 1, size)) ** (ord - 1)
        ans_dot = np.sum(weights * x_dot, axis=axis, keepdims=keepdims)
    else:
        raise NotImplementedError("a matrix norm other than Frobenius's")
    return ans_dot


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


@adjoint(np.linalg.pinv, a=shaped((3, 2), (2, 3), (3, 3)))
def pinv(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """Golub and Pereyra 1973, equation 4.12, for a matrix of constant rank."""
    if np.iscomplexobj(a):
        raise NotImplementedError("pinv of complex numbers")
    p = ans.T
    left = np.eye(np.shape(a)[0]) - a @ ans
    right = np.eye(np.shape(a)[1]) - ans @ a
    a_bar = -p @ ans_bar @ p + left @ ans_bar.T @ ans @ p + p @ ans @ ans_bar.T @ right
    return a_bar


@tangent(np.linalg.pinv)
def pinv_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """Golub and Pereyra 1973, equation 4.12, for a matrix of constant rank."""
    if np.iscomplexobj(a):
        raise NotImplementedError("pinv of complex numbers")
    p = ans.T
    left = np.eye(np.shape(a)[0]) - a @ ans
    right = np.eye(np.shape(a)[1]) - ans @ a
    return -ans @ a_dot @ ans + ans @ p @ a_dot.T @ left + right @ a_dot.T @ p @ ans


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


@adjoint(np.diag, v=shaped((3,), (3, 3), (2, 3), (3, 2)), k=[0, 1, -1])
def diag(v: Array, k: int = 0, *, ans_bar: Array) -> Array:
    """The diagonal of the adjoint, or the adjoint on the diagonal."""
    if np.ndim(v) == 1:
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


@adjoint(np.tril, m=matrices, k=[0, 1, -1])
def tril(m: Array, k: int = 0, *, ans_bar: Array) -> Array:
    """The same triangle."""
    m_bar = np.tril(ans_bar, k)
    return m_bar


@adjoint(np.triu, m=matrices, k=[0, 1, -1])
def triu(m: Array, k: int = 0, *, ans_bar: Array) -> Array:
    """The same triangle."""
    m_bar = np.triu(ans_bar, k)
    return m_bar


linear(np.tril, np.triu, in_="m")


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


@adjoint(np.linalg.vector_norm, x=grids, axis=[None, 0, -1], keepdims=[False, True])
def vector_norm(
    x: Array,
    *,
    axis: Axis = None,
    keepdims: bool = False,
    ord: Array = 2,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """ans² = Σ |x|²  ⇒  x_bar = x* / ans ans_bar, 0 where ans is 0; other orders likewise."""
    spread = axis is not None and not keepdims
    size = np.expand_dims(ans, axis) if spread else ans
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    if ord == 2:
        x_bar = np.conj(x) / np.where(size == 0, 1, size) * seed
    elif ord == 1:
        x_bar = np.sign(x) * seed
    elif ord == np.inf:
        raise NotImplementedError("vector_norm in the order of infinity")
    else:
        x_bar = np.sign(x) * (np.abs(x) / np.where(size == 0, 1, size)) ** (ord - 1) * seed
    return x_bar


@tangent(np.linalg.vector_norm)
def vector_norm_tangent(
    x: Array,
    *,
    axis: Axis = None,
    keepdims: bool = False,
    ord: Array = 2,
    ans: Array,
    x_dot: Array,
) -> Array:
    """dans = Σ Re(x* dx) / ans, 0 where ans is 0; other orders likewise."""
    size = np.expand_dims(ans, axis) if axis is not None and not keepdims else ans
    if ord == 2:
        total = np.sum(np.real(np.conj(x) * x_dot), axis=axis, keepdims=keepdims)
        ans_dot = total / np.where(ans == 0, 1, ans)
    elif ord == 1:
        ans_dot = np.sum(np.sign(x) * x_dot, axis=axis, keepdims=keepdims)
    elif ord == np.inf:
        raise NotImplementedError("vector_norm in the order of infinity")
    else:
        weights = np.sign(x) * (np.abs(x) / np.where(size == 0, 1, size)) ** (ord - 1)
        ans_dot = np.sum(weights * x_dot, axis=axis, keepdims=keepdims)
    return ans_dot


@adjoint(np.linalg.svdvals, x=shaped((3, 2), (2, 3), (3, 3)))
def svdvals(x: Array, *, ans_bar: Array) -> Array:
    """x = U diag(s) Vᵀ  ⇒  ds = diag(Uᵀ dx V), for distinct singular values."""
    if np.iscomplexobj(x):
        raise NotImplementedError("svdvals of complex numbers")
    u, _, vt = np.linalg.svd(x, full_matrices=False)
    x_bar = (u * ans_bar[..., None, :]) @ vt
    return x_bar


@tangent(np.linalg.svdvals)
def svdvals_tangent(x: Array, *, x_dot: Array) -> Array:
    """x = U diag(s) Vᵀ  ⇒  ds = diag(Uᵀ dx V), for distinct singular values."""
    if np.iscomplexobj(x):
        raise NotImplementedError("svdvals of complex numbers")
    u, _, vt = np.linalg.svd(x, full_matrices=False)
    return np.sum(u * (x_dot @ np.matrix_transpose(vt)), axis=-2)


@adjoint(np.linalg.svd, a=shaped((3, 2), (2, 3), (3, 3)), full_matrices=[False])
def svd(
    a: Array,
    full_matrices: bool = True,
    *,
    ans: tuple[Array, Array, Array],
    ans_bar: tuple[Array, Array, Array],
) -> Array:
    """Townsend 2016, "Differentiating the singular value decomposition": distinct singular values,
    a = U diag(s) Vᵀ with as many columns in U and V as there are singular values.
    """
    if full_matrices:
        raise NotImplementedError("svd with full_matrices=True")
    if np.iscomplexobj(a):
        raise NotImplementedError("svd of complex numbers")
    u, s, vt = ans
    u_bar, s_bar, vt_bar = ans_bar
    ut, v, v_bar = np.matrix_transpose(u), np.matrix_transpose(vt), np.matrix_transpose(vt_bar)
    same = np.eye(np.shape(s)[-1], dtype=bool)
    gaps = s[..., None, :] ** 2 - s[..., :, None] ** 2
    inverse = np.where(same, 0, 1 / np.where(same, 1, gaps))
    of_u = ut @ u_bar
    of_v = vt @ v_bar
    left = inverse * (of_u - np.matrix_transpose(of_u)) * s[..., None, :]
    right = s[..., :, None] * inverse * (of_v - np.matrix_transpose(of_v))
    inner = u @ (left + same * s_bar[..., None, :] + right) @ vt
    beside_u = (u_bar - u @ of_u) / s[..., None, :] @ vt
    beside_v = u @ np.matrix_transpose((v_bar - v @ of_v) / s[..., None, :])
    a_bar = inner + beside_u + beside_v
    return a_bar


@tangent(np.linalg.svd)
def svd_tangent(
    a: Array, full_matrices: bool = True, *, ans: tuple[Array, Array, Array], a_dot: Array
) -> tuple[Array, Array, Array]:
    """Townsend 2016, "Differentiating the singular value decomposition": distinct values."""
    if full_matrices:
        raise NotImplementedError("svd with full_matrices=True")
    if np.iscomplexobj(a):
        raise NotImplementedError("svd of complex numbers")
    u, s, vt = ans
    ut, v = np.matrix_transpose(u), np.matrix_transpose(vt)
    same = np.eye(np.shape(s)[-1], dtype=bool)
    gaps = s[..., None, :] ** 2 - s[..., :, None] ** 2
    inverse = np.where(same, 0, 1 / np.where(same, 1, gaps))
    inner = ut @ a_dot @ v
    turned = np.matrix_transpose(inner)
    columns, rows = s[..., None, :], s[..., :, None]
    beside_u = (a_dot @ v - u @ inner) / columns
    beside_v = (np.matrix_transpose(a_dot) @ u - v @ turned) / columns
    u_dot = u @ (inverse * (inner * columns + rows * turned)) + beside_u
    v_dot = v @ (inverse * (rows * inner + turned * columns)) + beside_v
    return u_dot, np.sum(same * inner, axis=-1), np.matrix_transpose(v_dot)
