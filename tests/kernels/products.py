"""Updates of matrices by rows, columns and products."""

import numpy as np


def syrk(alpha, beta, C, A):
    for i in range(A.shape[0]):
        C[i, : i + 1] *= beta
        for k in range(A.shape[1]):
            C[i, : i + 1] += alpha * A[i, k] * A[: i + 1, k]


def loss_syrk(c, M, N):
    syrk(c, 1.2, M, N)
    return np.sum(M**2)


def syr2k(alpha, beta, C, A, B):
    for i in range(A.shape[0]):
        C[i, : i + 1] *= beta
        for k in range(A.shape[1]):
            C[i, : i + 1] += A[: i + 1, k] * alpha * B[i, k] + B[: i + 1, k] * alpha * A[i, k]


def loss_syr2k(c, M, N, L):
    syr2k(c, 1.2, M, N, L)
    return np.sum(M**2)


def trmm(alpha, A, B):
    for i in range(B.shape[0]):
        for j in range(B.shape[1]):
            B[i, j] += np.dot(A[i + 1 :, i], B[i + 1 :, j])
    B *= alpha


def loss_trmm(c, M, N):
    trmm(c, M, N)
    return np.sum(N**2)


def symm(alpha, beta, C, A, B):
    temp2 = np.empty((C.shape[1],), dtype=C.dtype)
    C *= beta
    for i in range(C.shape[0]):
        for j in range(C.shape[1]):
            C[:i, j] += alpha * B[i, j] * A[i, :i]
            temp2[j] = B[:i, j] @ A[i, :i]
        C[i, :] += alpha * B[i, :] * A[i, i] + alpha * temp2


def loss_symm(c, M, N, L):
    symm(c, 1.2, M, N, L)
    return np.sum(M**2)


def gemver(alpha, beta, A, u1, v1, u2, v2, w, x, y, z):
    A += np.outer(u1, v1) + np.outer(u2, v2)
    x += beta * y @ A + z
    w += alpha * A @ x


def loss_gemver(c, M, b, v1, v2, v3, w, x5, y5, z5):
    gemver(c, 1.2, M, b, v1, v2, v3, w, x5, y5, z5)
    return np.sum(w**2)


def doitgen(NR, NQ, NP, A, C4):
    A[:] = np.reshape(np.reshape(A, (NR, NQ, 1, NP)) @ C4, (NR, NQ, NP))


def loss_doit(V, C44):
    doitgen(4, 4, 4, V, C44)
    return np.sum(V**2)


def correlation(M, float_n, data):
    mean = np.mean(data, axis=0)
    stddev = np.std(data, axis=0)
    stddev[stddev <= 0.1] = 1.0
    data -= mean
    data /= np.sqrt(float_n) * stddev
    corr = np.eye(M, dtype=data.dtype)
    for i in range(M - 1):
        corr[i + 1 : M, i] = corr[i, i + 1 : M] = data[:, i] @ data[:, i + 1 : M]
    return corr


def loss_corr(M):
    return np.sum(correlation(5, 5.0, M) ** 2)


def covariance(M, float_n, data):
    mean = np.mean(data, axis=0)
    data -= mean
    cov = np.zeros((M, M), dtype=data.dtype)
    for i in range(M):
        cov[i:M, i] = cov[i, i:M] = data[:, i] @ data[:, i:M] / (float_n - 1.0)
    return cov


def loss_cov(M):
    return np.sum(covariance(5, 5.0, M) ** 2)


def shortest_paths(path):
    for k in range(path.shape[0]):
        path[:] = np.minimum(path[:], np.add.outer(path[:, k], path[k, :]))


def loss_floyd(Mp):
    shortest_paths(Mp)
    return np.sum(Mp**2)


def shortest_paths_by_row(path):
    for k in range(path.shape[0]):
        for i in range(path.shape[0]):
            tmp = path[i, k] + path[k, :] < path[i, :]
            path[i, :] = np.where(tmp, path[i, k] + path[k, :], path[i, :])


def loss_floyd_rows(Mp):
    shortest_paths_by_row(Mp)
    return np.sum(Mp**2)


def best_pairings(seq, table):
    N = table.shape[0]
    for i in range(N - 1, -1, -1):
        for j in range(i + 1, N):
            if j - 1 >= 0:
                table[i, j] = max(table[i, j], table[i, j - 1])
            if i + 1 < N:
                table[i, j] = max(table[i, j], table[i + 1, j])
            for k in range(i + 1, j):
                table[i, j] = max(table[i, j], table[i, k] + table[k + 1, j])


def loss_nuss(M):
    best_pairings(None, M)
    return np.sum(M**2)
