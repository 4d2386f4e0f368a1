"""Systems solved with the factors of a matrix, and the density of a normal vector."""

import numpy as np
from scipy import linalg, stats


def factors(half, b, x):
    a = half @ half.T + 3.0 * np.eye(len(half))
    factor = linalg.cho_factor(a, lower=True)
    packed = linalg.lu_factor(half)
    total = b @ linalg.cho_solve(factor, b) + np.sum(linalg.lu_solve(packed, b))
    return total + stats.multivariate_normal.logpdf(x, b, a)


WRT = ("half", "b", "x")


def samples(rng):
    half = rng.normal(size=(3, 3)) + 2.0 * np.eye(3)
    return [(half, rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np
from scipy import linalg


def factors_grad(half, b, x):
    """Gradient of `factors` with respect to half, b and x."""
    a = half @ half.T + 3.0 * np.eye(len(half))
    cholesky_a = linalg.cholesky(a, lower=True)
    factor = cholesky_a, True
    packed = linalg.lu_factor(half)
    cho_solved_ans = cho_solved(factor[0], factor[1], b)
    lu_solved_ans, saved2 = lu_solved_forward(packed[0], packed[1], b, 0)
    _log_normal_density_ans, saved = log_normal_density_forward(x, b, a)

    # Reverse sweep
    x_bar, b_bar, a_bar = log_normal_density_reverse(a, saved, 1.0)  # return ...
    b_bar += cho_solved_ans  # total = b @ linalg.cho_solve(factor, b) + np.sum(...)
    lu_solved_ans_bar = np.broadcast_to(1.0, np.shape(lu_solved_ans))
    packed_0_bar, b_bar2 = lu_solved_reverse(packed[0], b, saved2, lu_solved_ans_bar)
    b_bar += b_bar2
    factor_0_bar, b_bar3 = cho_solved_reverse(factor[0], b, b)
    b_bar += b_bar3
    # packed = linalg.lu_factor(half)
    half_bar = lu_factor_adjoint(half, packed, (packed_0_bar, np.zeros_like(packed[1])))
    weights = triangle_weights(len(a))  # factor = linalg.cho_factor(a, lower=True)
    full = linalg.solve_triangular(
        cholesky_a,
        linalg.solve_triangular(
            cholesky_a, weights * (cholesky_a.T @ factor_0_bar), trans=1, lower=True
        ).T,
        trans=1,
        lower=True,
    )
    a_bar += (full.T + np.conj(full)) * weights
    half_bar = half_bar + (a_bar @ half + a_bar.T @ half)  # a = half @ half.T + ...
    x_bar = x_bar.copy()
    return half_bar, b_bar, x_bar


def log_normal_density_forward(x, mean, cov):
    factor = linalg.cholesky(cov, lower=True)
    z = linalg.solve_triangular(factor, np.transpose(x - mean), lower=True)
    diag_factor = np.diag(factor)
    norm = 0.5 * len(cov) * np.log(2 * np.pi) + np.sum(np.log(diag_factor))
    return -0.5 * np.sum(z * z, axis=0) - norm, (factor, z, diag_factor)


def log_normal_density_reverse(cov, saved, ans_bar):
    factor, z, diag_factor = saved
    z_bar = -z * ans_bar  # return -0.5 * np.sum(z * z, axis=0) - norm
    norm_bar = -ans_bar
    factor_bar = np.diag(norm_bar / diag_factor)  # norm = 0.5 * len(cov) * ...
    # z = linalg.solve_triangular(factor, np.transpose(x - mean), lower=True)
    x_bar = linalg.solve_triangular(
        factor, z_bar, trans=1, lower=True, unit_diagonal=False
    )
    factor_bar = factor_bar + np.tril(-np.outer(x_bar, z))
    mean_bar = -x_bar
    weights = triangle_weights(len(cov))  # factor = linalg.cholesky(cov, lower=True)
    full = linalg.solve_triangular(
        factor,
        linalg.solve_triangular(
            factor, weights * (factor.T @ factor_bar), trans=1, lower=True
        ).T,
        trans=1,
        lower=True,
    )
    cov_bar = (full.T + np.conj(full)) * weights
    return x_bar, mean_bar, cov_bar


def lu_solved_forward(packed, pivots, b, trans):
    moved = None
    order = np.arange(len(pivots))
    for k in range(len(pivots)):
        order[[k, pivots[k]]] = order[[pivots[k], k]]
    if trans == 0:
        half = linalg.solve_triangular(packed, b[order], lower=True, unit_diagonal=True)
        ans = linalg.solve_triangular(packed, half)
    else:
        half = linalg.solve_triangular(packed, b, trans=1)
        moved = linalg.solve_triangular(
            packed, half, trans=1, lower=True, unit_diagonal=True
        )
        ans = moved[np.argsort(order)]
    return ans, (trans, order, half, ans, moved)


def lu_solved_reverse(packed, b, saved, ans_bar):
    trans, order, half, ans, moved = saved
    if trans == 0:
        # return linalg.solve_triangular(packed, half)
        half_bar = linalg.solve_triangular(
            packed, ans_bar, trans=1, lower=False, unit_diagonal=False
        )
        packed_bar = np.triu(-np.outer(half_bar, ans))
        # half = linalg.solve_triangular(...)
        b_bar2 = linalg.solve_triangular(
            packed, half_bar, trans=1, lower=True, unit_diagonal=True
        )
        packed_bar += np.tril(-np.outer(b_bar2, half), -1)
        b_bar = np.zeros_like(b)
        np.add.at(b_bar, order, b_bar2)
    else:
        moved_bar = np.zeros_like(moved)  # return moved[np.argsort(order)]
        moved_bar[np.argsort(order)] = ans_bar
        # moved = linalg.solve_triangular(...)
        half_bar = linalg.solve_triangular(
            packed, moved_bar, trans=0, lower=True, unit_diagonal=True
        )
        packed_bar = np.tril((-np.outer(half_bar, moved)).T, -1)
        # half = linalg.solve_triangular(packed, b, trans=1)
        b_bar = linalg.solve_triangular(
            packed, half_bar, trans=0, lower=False, unit_diagonal=False
        )
        packed_bar += np.triu((-np.outer(b_bar, half)).T)
    return packed_bar, b_bar


def cho_solved_reverse(factor, b, ans_bar):
    half = linalg.solve_triangular(factor, b, lower=True)
    ans = linalg.solve_triangular(factor, half, trans=1, lower=True)

    # Reverse sweep
    # return linalg.solve_triangular(factor, half, trans=1, lower=True)
    half_bar = linalg.solve_triangular(
        factor, ans_bar, trans=0, lower=True, unit_diagonal=False
    )
    factor_bar = np.tril((-np.outer(half_bar, ans)).T)
    # half = linalg.solve_triangular(factor, b, lower=True)
    b_bar = linalg.solve_triangular(
        factor, half_bar, trans=1, lower=True, unit_diagonal=False
    )
    factor_bar += np.tril(-np.outer(b_bar, half))
    return factor_bar, b_bar


def triangle_weights(n):
    """1 below the diagonal, 1/2 on it: half of a symmetric matrix."""
    return np.tri(n) - 0.5 * np.eye(n)


def lu_factor_adjoint(a, ans, ans_bar):
    if np.ndim(a) > 2:
        raise NotImplementedError("lu_factor of a stack of matrices")
    packed, pivots = ans
    lower, upper = np.tril(packed, -1) + np.eye(len(a)), np.triu(packed)
    lower_bar, upper_bar = np.tril(ans_bar[0], -1), np.triu(ans_bar[0])
    inner = np.tril(lower.T @ lower_bar, -1) + np.triu(upper_bar @ upper.T)
    left = linalg.solve_triangular(lower, inner, trans=1, lower=True)
    both = linalg.solve_triangular(upper, left.T).T
    a_bar = both[np.argsort(pivots_in_order(pivots))]
    return a_bar


def pivots_in_order(pivots):
    """The order of the rows after the exchanges that LAPACK lists."""
    order = np.arange(len(pivots))
    for k in range(len(pivots)):
        order[[k, pivots[k]]] = order[[pivots[k], k]]
    return order


def cho_solved(factor, lower, b):
    """`scipy.linalg.cho_solve`."""
    if lower:
        half = linalg.solve_triangular(factor, b, lower=True)
        return linalg.solve_triangular(factor, half, trans=1, lower=True)
    half = linalg.solve_triangular(factor, b, trans=1)
    return linalg.solve_triangular(factor, half)
