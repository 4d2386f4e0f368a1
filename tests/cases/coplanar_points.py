"""The rotation of points in a plane: one singular value of their covariance is zero."""

import numpy as np


def coplanar_points(p, q):
    p = p - np.mean(p, axis=0)
    q = q - np.mean(q, axis=0)
    u, s, vt = np.linalg.svd(p.T @ q)
    d = np.sign(np.linalg.det(u @ vt))
    r = u * np.array([1.0, 1.0, d]) @ vt
    return np.sum((p @ r - q) ** 2)


WRT = "p"


def samples(rng):
    p = rng.normal(size=(5, 3)) * [2.0, 1.0, 0.5]
    q = p + 0.1 * rng.normal(size=(5, 3))
    q[:, 2] = 0.3
    return [(p, q)]


# --- expected ---
import numpy as np


def coplanar_points_grad(p, q):
    """Gradient of `coplanar_points` with respect to p."""
    p_old = p
    p = p - np.mean(p, axis=0)
    q = q - np.mean(q, axis=0)
    product = p.T @ q
    svd = np.linalg.svd(product)
    u, _s, vt = svd
    d = np.sign(np.linalg.det(u @ vt))
    array = np.array([1.0, 1.0, d])
    r = u * array @ vt

    # Reverse sweep
    product_bar = 2 * (p @ r - q)  # return np.sum((p @ r - q) ** 2)
    p_bar = product_bar @ r.T
    r_bar = p.T @ product_bar
    u_bar = array * (r_bar @ vt.T)  # r = u * np.array([1.0, 1.0, d]) @ vt
    vt_bar = (u * array).T @ r_bar
    # u, s, vt = np.linalg.svd(p.T @ q)
    p_bar += q @ svd_adjoint_0_2(product, True, True, svd, (u_bar, 0.0, vt_bar)).T
    p_bar -= np.sum(p_bar, axis=0) / len(p_old)  # p = p - np.mean(p, axis=0)
    return p_bar


def svd_adjoint_0_2(a, full_matrices, compute_uv, ans, ans_bar):
    n = min(np.shape(a)[-2], np.shape(a)[-1])
    if not compute_uv:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        a_bar = np.conj(u * ans_bar[..., None, :] @ vt)
    else:
        if full_matrices and np.shape(a)[-2] != np.shape(a)[-1]:
            raise NotImplementedError(
                "singular vectors with full_matrices=True, not of a square"
            )
        u, s, vt = ans
        v = np.conj(np.matrix_transpose(vt))
        u_bar = ans_bar[0]
        v_bar = np.conj(np.matrix_transpose(ans_bar[2]))
        if np.iscomplexobj(a):
            turn_bar = np.imag(np.sum(u_bar * u, axis=-2) + np.sum(v_bar * v, axis=-2))
            if np.shape(a)[-2] >= np.shape(a)[-1]:
                v_bar = v_bar + turned_to_real_adjoint(turn_bar, v, 0)
            else:
                u_bar = u_bar + turned_to_real_adjoint(turn_bar, u, 0)
        inverse = gap_inverses(s**2)
        of_u = np.matrix_transpose(u) @ u_bar
        of_v = np.matrix_transpose(v) @ v_bar
        left = inverse * (of_u - np.conj(np.matrix_transpose(of_u))) * s[..., None, :]
        right = s[..., :, None] * inverse * (of_v - np.conj(np.matrix_transpose(of_v)))
        middle = left + right
        if np.iscomplexobj(a):
            middle = middle + 1j * np.eye(n) * np.imag(of_u) / s[..., None, :]
        turned, across = np.conj(u), np.matrix_transpose(v)
        a_bar = turned @ middle @ across
        if np.shape(a)[-2] > np.shape(a)[-1]:
            a_bar = a_bar + (u_bar - turned @ of_u) / s[..., None, :] @ across
        elif np.shape(a)[-2] < np.shape(a)[-1]:
            beside_v = (v_bar - np.conj(v) @ of_v) / s[..., None, :]
            a_bar = a_bar + turned @ np.conj(np.matrix_transpose(beside_v))
    return a_bar


def gap_inverses(w):
    """1 / (wⱼ - wᵢ) for i ≠ j, 0 on the diagonal."""
    same = np.eye(np.shape(w)[-1], dtype=bool)
    gaps = w[..., None, :] - w[..., :, None]
    return np.where(same, 0, 1 / np.where(same, 1, gaps))


def turned_to_real_adjoint(turn_bar, x, row):
    """The adjoint of columns whose entries in a row are kept real, from that of how
    they turn.
    """
    entries = np.real(x[..., row, :])
    is_kept = np.abs(entries) > 1e-8
    x_bar = np.zeros_like(x)
    x_bar[..., row, :] = -1j * np.where(
        is_kept, turn_bar / np.where(is_kept, entries, 1), 0
    )
    return x_bar
