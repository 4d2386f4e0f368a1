"""Linear algebra, by loops and by products."""

import numpy as np


def cholesky(A):
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        L[j, j] = np.sqrt(A[j, j] - np.sum(L[j, :j] ** 2))
        for i in range(j + 1, n):
            L[i, j] = (A[i, j] - np.sum(L[i, :j] * L[j, :j])) / L[j, j]
    return np.sum(L)


def cholesky_adjoint(A):
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        L[j, j] = np.sqrt(A[j, j] - np.sum(L[j, :j] ** 2))
        for i in range(j + 1, n):
            L[i, j] = (A[i, j] - np.sum(L[i, :j] * L[j, :j])) / L[j, j]

    L_bar = np.ones_like(L)
    A_bar = np.zeros_like(A)
    for j in range(n - 1, -1, -1):
        for i in range(n - 1, j, -1):
            seed = L_bar[i, j] / L[j, j]
            A_bar[i, j] = seed
            L_bar[i, :j] -= seed * L[j, :j]
            L_bar[j, :j] -= seed * L[i, :j]
            L_bar[j, j] -= seed * L[i, j]
        A_bar[j, j] = 0.5 * L_bar[j, j] / L[j, j]
        L_bar[j, :j] -= 2.0 * A_bar[j, j] * L[j, :j]
    return (A_bar,)


def syrk(A, C, alpha, beta):
    n = len(C)
    for i in range(n):
        C[i, : i + 1] *= beta
        C[i, : i + 1] += alpha * (A[: i + 1] @ A[i])
    return 0.5 * np.sum(C * C)


def syrk_adjoint(A, C, alpha, beta):
    n = len(C)
    C_old, C = C, C.copy()
    for i in range(n):
        C[i, : i + 1] *= beta
        C[i, : i + 1] += alpha * (A[: i + 1] @ A[i])

    C_bar = C
    A_bar = np.zeros_like(A)
    alpha_bar = beta_bar = 0.0
    for i in range(n - 1, -1, -1):
        row = C_bar[i, : i + 1]
        alpha_bar += row @ (A[: i + 1] @ A[i])
        A_bar[: i + 1] += np.outer(alpha * row, A[i])
        A_bar[i] += alpha * (row @ A[: i + 1])
        beta_bar += row @ C_old[i, : i + 1]
        row *= beta
    return A_bar, C_bar, alpha_bar, beta_bar


def atax(A, x):
    y = A.T @ (A @ x)
    return 0.5 * np.sum(y * y)


def atax_adjoint(A, x):
    z = A @ x
    y = A.T @ z
    z_bar = A @ y
    return np.outer(z, y) + np.outer(z_bar, x), A.T @ z_bar


def thomas(a, b, c, d):
    n = len(d)
    for i in range(1, n):
        w = a[i - 1] / b[i - 1]
        b[i] -= w * c[i - 1]
        d[i] -= w * d[i - 1]
    x = np.empty(n)
    x[n - 1] = d[n - 1] / b[n - 1]
    for i in range(n - 2, -1, -1):
        x[i] = (d[i] - c[i] * x[i + 1]) / b[i]
    return 0.5 * np.sum(x * x)


def thomas_adjoint(a, b, c, d):
    n = len(d)
    b, d = b.copy(), d.copy()
    for i in range(1, n):
        w = a[i - 1] / b[i - 1]
        b[i] -= w * c[i - 1]
        d[i] -= w * d[i - 1]
    x = np.empty(n)
    x[n - 1] = d[n - 1] / b[n - 1]
    for i in range(n - 2, -1, -1):
        x[i] = (d[i] - c[i] * x[i + 1]) / b[i]

    x_bar = x.copy()
    a_bar, b_bar, c_bar, d_bar = map(np.zeros_like, (a, b, c, d))
    for i in range(n - 1):
        seed = x_bar[i] / b[i]
        d_bar[i] = seed
        b_bar[i] = -x[i] * seed
        c_bar[i] = -x[i + 1] * seed
        x_bar[i + 1] -= c[i] * seed
    d_bar[n - 1] = x_bar[n - 1] / b[n - 1]
    b_bar[n - 1] = -x[n - 1] * d_bar[n - 1]
    for i in range(n - 1, 0, -1):
        w = a[i - 1] / b[i - 1]
        w_bar = -d[i - 1] * d_bar[i] - c[i - 1] * b_bar[i]
        d_bar[i - 1] -= w * d_bar[i]
        c_bar[i - 1] -= w * b_bar[i]
        a_bar[i - 1] = w_bar / b[i - 1]
        b_bar[i - 1] -= w * a_bar[i - 1]
    return a_bar, b_bar, c_bar, d_bar


def _positive(rng):
    m = rng.normal(size=(24, 24))
    return (m @ m.T + 24.0 * np.eye(24),)


KERNELS = {
    "cholesky": (("A",), _positive),
    "syrk": (
        ("A", "C", "alpha", "beta"),
        lambda rng: (rng.normal(size=(60, 50)), rng.normal(size=(60, 60)), 1.5, 1.2),
    ),
    "atax": (("A", "x"), lambda rng: (rng.normal(size=(200, 220)), rng.normal(size=220))),
    "thomas": (
        ("a", "b", "c", "d"),
        lambda rng: (rng.random(59), 4.0 + rng.random(60), rng.random(59), rng.normal(size=60)),
    ),
}
