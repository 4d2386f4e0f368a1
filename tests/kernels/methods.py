"""Methods in several helpers: multigrid, rotations, sorting, time stepping, layers in place."""

import numpy as np


def sweep(u, f, h):
    n = len(u)
    for i in range(1, n - 1):
        u[i] = 0.5 * (u[i - 1] + u[i + 1] - h * h * f[i])
    return np.max(np.abs(u))


def loss_relaxation(x, c):
    u = x * x
    r = 0.0
    for k in range(3):
        r += sweep(u, x, c)
        if r > 100.0:
            break
    return r + np.sum(u)


def restrict(fine, coarse):
    coarse[:] = fine[::2]
    coarse[1:-1] = 0.25 * fine[1:-3:2] + 0.5 * fine[2:-2:2] + 0.25 * fine[3:-1:2]


def prolong(coarse, fine):
    fine[::2] += coarse
    fine[1::2] += 0.5 * (coarse[:-1] + coarse[1:])


def vcycle(u, f, h):
    n = len(u)
    for _ in range(2):
        u[1:-1] = 0.5 * (u[:-2] + u[2:] - h * h * f[1:-1])
    if n > 3:
        r = np.zeros_like(u)
        r[1:-1] = f[1:-1] - (u[:-2] - 2 * u[1:-1] + u[2:]) / (h * h)
        rc = np.zeros(n // 2 + 1)
        restrict(r, rc)
        e = np.zeros_like(rc)
        vcycle(e, rc, 2 * h)
        prolong(e, u)


def loss_multigrid(x):
    u = np.zeros(5)
    vcycle(u, x, 0.5)
    return np.sum(u * u)


def relu_(a):
    a[a < 0] = 0.0


def dense(x, w, b, out):
    np.dot(x, w, out=out)
    out += b
    relu_(out)


def loss_layers(m, c):
    w1 = m[:3].copy()
    out = np.empty((4, 3))
    dense(m, w1, m[0], out)
    out2 = np.empty((4, 3))
    dense(out, w1.T.copy(), c * m[1], out2)
    return np.sum(out2**2)


def adam(w, g, m1, v1, lr):
    m1[:] = 0.9 * m1 + 0.1 * g
    v1[:] = 0.99 * v1 + 0.01 * g * g
    w -= lr * m1 / (np.sqrt(v1) + 0.1)


def loss_moments(x, c, n):
    w = np.zeros(5)
    m1 = np.zeros(5)
    v1 = np.zeros(5) + 0.1
    for k in range(n):
        adam(w, 2.0 * (w - x), m1, v1, c)
    return np.sum((w - x) ** 2)


def qr_house(A):
    m, n = A.shape
    for k in range(n):
        v = A[k:, k].copy()
        v[0] += np.sign(v[0]) * np.sqrt(np.sum(v * v))
        v /= np.sqrt(np.sum(v * v))
        A[k:, k:] -= 2.0 * np.outer(v, v @ A[k:, k:])


def loss_reflections(m):
    qr_house(m)
    return np.sum(np.triu(m) ** 3)


def lstm_step(x, h, cst, W):
    z = W @ np.concatenate((x, h))
    k = len(h)
    i = 1 / (1 + np.exp(-z[:k]))
    f = 1 / (1 + np.exp(-z[k : 2 * k]))
    g = np.tanh(z[2 * k :])
    cst *= f
    cst += i * g
    h[:] = np.tanh(cst)


def loss_recurrent(m, x):
    h = np.zeros(2)
    c = np.zeros(2)
    W = np.reshape(np.concatenate((m.ravel(), m.ravel(), x, x[:1])), (6, 5))
    for t in range(3):
        lstm_step(x[:3] * (t + 1), h, c, W)
    return np.sum(h * c)


def cumsum_(a):
    for i in range(1, len(a)):
        a[i] += a[i - 1]


def loss_running_sums(m):
    for i in range(m.shape[0]):
        cumsum_(m[i])
    for j in range(m.shape[1]):
        cumsum_(m[:, j])
    return np.sum(m**2)


def shift(a, k):
    tmp = a[:k].copy()
    a[:-k] = a[k:]
    a[-k:] = tmp


def loss_shifts(x, n):
    y = x * x
    for k in range(1, n):
        shift(y, k)
        y[0] *= y[1]
    return np.sum(y * x)


def acc_hist(x, edges, out):
    for v in x:
        j = 0
        while j < len(edges) - 1 and v >= edges[j + 1]:
            j += 1
        out[j] += v * v


def loss_weighted_bins(x):
    out = np.zeros(4)
    acc_hist(x, np.array([-5.0, 0.5, 1.5, 2.5]), out)
    return np.sum(out**2)


def mat_pow(A, p, out):
    out[:] = np.eye(A.shape[0])
    B = A.copy()
    while p > 0:
        if p % 2:
            out[:] = out @ B
        B[:] = B @ B
        p //= 2


def loss_powers(m):
    out = np.empty((3, 3))
    mat_pow(m[:3] * 0.3, 5, out)
    return np.sum(out)


def loss_rows_named(m, x):
    a, b = m[0], m[1]
    a += x[:3]
    b *= a
    m[2, :] = a + b
    return np.sum(m * m)


def inc(a, i):
    a[i] += 1.0
    return a[i]


def loss_counters(x):
    y = x * x
    total = 0.0
    for i in range(3):
        total += inc(y, i) * inc(y, i + 1)
    return total + np.sum(y)


def axpy(a, x, y):
    y += a * x


def loss_rows_added(m, c):
    for i in range(1, m.shape[0]):
        axpy(c, m[i - 1], m[i])
        axpy(-c, m[i, :2], m[i - 1, 1:])
    return np.sum(m**2)


def scan(a, f):
    for i in range(1, len(a)):
        a[i] = f(a[i - 1], a[i])


def loss_scanned(x):
    y = x.copy()
    scan(y, lambda p, q: p * 0.5 + q)
    return np.sum(y * x)


def newton(z, its):
    for _ in range(its):
        z[...] = z - (z**3 - 1.0) / (3.0 * z**2)
        if np.max(np.abs(z)) > 50.0:
            z *= 0.1


def loss_newton(x):
    z = x + 2.0
    newton(z, 4)
    return np.sum(z * x)


def euler(state, deriv, dt, n):
    k = np.empty_like(state)
    for i in range(n):
        deriv(state, k)
        state += dt * k


def rhs(s, out):
    out[0] = s[1]
    out[1] = -np.sin(s[0])


def loss_euler(x, c):
    s = x[:2].copy()
    euler(s, rhs, c, 3)
    return s[0] ** 2 + s[1]


def heap(a, i, n):
    while True:
        l = 2 * i + 1
        if l >= n:
            break
        big = l if a[l] > a[i] else i
        if l + 1 < n and a[l + 1] > a[big]:
            big = l + 1
        if big == i:
            break
        a[i], a[big] = a[big], a[i]
        i = big


def loss_heap(x):
    a = x * x
    for i in range(len(a) // 2 - 1, -1, -1):
        heap(a, i, len(a))
    return a[0] * 2.0 + a[1]


def bubble(a):
    n = len(a)
    for i in range(n):
        for j in range(n - i - 1):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]


def loss_bubble(x):
    a = x * 1.0
    bubble(a)
    return np.sum(a * np.arange(len(a)))


def givens(A, i, j, c, s):
    ri = A[i].copy()
    A[i] = c * ri + s * A[j]
    A[j] = -s * ri + c * A[j]


def loss_rotations(m):
    R = m[:3].copy()
    for j in range(2):
        for i in range(j + 1, 3):
            r = np.sqrt(R[j, j] ** 2 + R[i, j] ** 2)
            givens(R, j, i, R[j, j] / r, R[i, j] / r)
    return np.sum(R**3)


def thomas(a, b, c, d):
    n = len(d)
    for i in range(1, n):
        w = a[i - 1] / b[i - 1]
        b[i] -= w * c[i - 1]
        d[i] -= w * d[i - 1]
    d[-1] = d[-1] / b[-1]
    for i in range(n - 2, -1, -1):
        d[i] = (d[i] - c[i] * d[i + 1]) / b[i]


def loss_tridiagonal(x):
    a = x[:4] * 0.1
    b = x + 3.0
    d = x**2
    thomas(a, b, a.copy(), d)
    return np.sum(d * d) + np.sum(b)


def dist(X, D):
    for i in range(X.shape[0]):
        for j in range(i):
            s = 0.0
            for k in range(X.shape[1]):
                t = X[i, k] - X[j, k]
                s += t * t
            D[i, j] = np.sqrt(s)
            D[j, i] = D[i, j]


def loss_distances(m):
    D = np.zeros((4, 4))
    dist(m, D)
    return np.sum(D**3)


def wave(u0, u1, u2, c):
    u2[1:-1] = 2 * u1[1:-1] - u0[1:-1] + c * (u1[2:] - 2 * u1[1:-1] + u1[:-2])


def loss_waves(x, c, n):
    u0, u1, u2 = x * 1.0, x * 1.1, np.zeros_like(x)
    for _ in range(n):
        wave(u0, u1, u2, c)
        u0, u1, u2 = u1, u2, u0
    return np.sum(u1**2)


def blur(img, out):
    pad = np.pad(img, 1)
    out[:] = 0.0
    for di in range(3):
        for dj in range(3):
            out += pad[di : di + img.shape[0], dj : dj + img.shape[1]] / 9.0


def loss_blurred(m):
    o = np.empty_like(m)
    blur(m, o)
    m += o
    return np.sum(m**2)


def iir(b, a, x, y):
    for n in range(len(x)):
        y[n] = b[0] * x[n]
        for k in range(1, len(b)):
            if n - k >= 0:
                y[n] += b[k] * x[n - k] - a[k] * y[n - k]


def loss_filtered(x, c):
    y = np.zeros(len(x))
    iir(x[:3], x[1:4] * c, x, y)
    return np.sum(y**2)


def loss_running_rows(m):
    out = np.zeros(m.shape[0])
    acc = np.zeros(m.shape[1])
    for i, row in enumerate(m):
        acc += row
        out[i] = np.dot(acc, row)
        np.maximum(acc, 0.5, out=acc)
    return np.sum(out**2)
