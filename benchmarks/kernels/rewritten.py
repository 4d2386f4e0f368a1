"""Kernels as those tools take them that record what is run: nothing stored into an array.

Each computes what the kernel of its name computes, with as many operations on arrays; `np` is
bound to the tool's own NumPy. What is not here is given to the tools as it stands. `rk4` is as it
stands too, but for the `slope` that it calls: that of the module it is given with.
"""

import numpy as np

from kernels.scalars import rk4  # noqa: F401 - one of the kernels


def jacobi(u, steps):
    for _ in range(steps):
        inner = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
        middle = np.concatenate([u[1:-1, :1], inner, u[1:-1, -1:]], axis=1)
        u = np.concatenate([u[:1], middle, u[-1:]], axis=0)
    return 0.5 * np.sum(u * u)


def seidel(u, steps):
    values = [u[i] for i in range(len(u))]
    for _ in range(steps):
        for i in range(1, len(values) - 1):
            values[i] = (values[i - 1] + values[i] + values[i + 1]) / 3.0
    u = np.stack(values)
    return 0.5 * np.sum(u * u)


def burgers(u, nu, dt, dx, steps):
    for _ in range(steps):
        inner = (
            u[1:-1]
            - dt / dx * u[1:-1] * (u[1:-1] - u[:-2])
            + nu * dt / dx**2 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        )
        u = np.concatenate([u[:1], inner, u[-1:]])
    return 0.5 * np.sum(u * u)


def slope(y, w):
    return -w * np.sin(y)


def cholesky(A):
    columns = []
    total = 0.0
    for j in range(len(A)):
        column = A[j:, j]
        for k, earlier in enumerate(columns):
            column = column - earlier[j - k :] * earlier[j - k]
        columns.append(column / np.sqrt(column[0]))
        total = total + np.sum(columns[j])
    return total


def syrk(A, C, alpha, beta):
    total = 0.0
    for i in range(len(C)):
        row = beta * C[i, : i + 1] + alpha * (A[: i + 1] @ A[i])
        total = total + np.sum(row * row) + np.sum(C[i, i + 1 :] ** 2)
    return 0.5 * total


def thomas(a, b, c, d):
    n = len(d)
    b, d = [b[i] for i in range(n)], [d[i] for i in range(n)]
    for i in range(1, n):
        w = a[i - 1] / b[i - 1]
        b[i] = b[i] - w * c[i - 1]
        d[i] = d[i] - w * d[i - 1]
    x = [d[n - 1] / b[n - 1]]
    for i in range(n - 2, -1, -1):
        x.append((d[i] - c[i] * x[-1]) / b[i])
    x = np.stack(x)
    return 0.5 * np.sum(x * x)


def convolution(x, w, y):
    n = len(x) - len(w) + 1
    out = np.zeros(n)
    for k in range(len(w)):
        out = out + w[k] * x[k : k + n]
    r = np.maximum(out, np.zeros(n)) - y
    return 0.5 * np.sum(r * r)
