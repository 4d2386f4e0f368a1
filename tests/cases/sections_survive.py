"""Sections that later trips leave alone are read again without having been saved."""

import numpy as np


def sections_survive(a, b):
    n = len(a)
    c = np.zeros((n, n))
    for i in range(n):
        c[i, i] = a[i] * b[i]
        for j in range(i + 1, n):
            c[i, j] = c[i, j - 1] * a[j]
    d = np.empty(n)
    d[-1] = a[-1] * b[-1]
    for i in reversed(range(n - 1)):
        d[i] = d[i + 1] * c[i, n - 1]
    for i in range(0, n - 1, 2):
        d[i + 1] = d[i] * d[i + 1]
    return np.sum(c * c) + np.sum(d)


WRT = ("a", "b")


def samples(rng):
    return [(rng.normal(size=5), rng.normal(size=5))]


# --- expected ---
import numpy as np


def sections_survive_grad(a, b):
    """Gradient of `sections_survive` with respect to a and b."""
    d_stack = []
    n = len(a)
    c = np.zeros((n, n))
    for i in range(n):
        c[i, i] = a[i] * b[i]
        for j in range(i + 1, n):
            c[i, j] = c[i, j - 1] * a[j]
    d = np.empty(n)
    d[-1] = a[-1] * b[-1]
    for i in reversed(range(n - 1)):
        d[i] = d[i + 1] * c[i, n - 1]
    for i in range(0, n - 1, 2):
        d_stack.append(d[i + 1])
        d[i + 1] = d[i] * d[i + 1]

    # Reverse sweep
    c_bar = 2 * c  # return np.sum(c * c) + np.sum(d)
    d_bar = np.full(np.shape(d), 1.0)
    for i in reversed(range(0, n - 1, 2)):
        d[i + 1] = d_stack.pop()
        d_bar[i] += d[i + 1] * d_bar[i + 1]  # d[i + 1] = d[i] * d[i + 1]
        d_bar[i + 1] = d[i] * d_bar[i + 1]
    for i in range(n - 1):
        d_bar[i + 1] += c[i, n - 1] * d_bar[i]  # d[i] = d[i + 1] * c[i, n - 1]
        c_bar[i, n - 1] += d[i + 1] * d_bar[i]
    a_bar = np.zeros_like(a)  # d[-1] = a[-1] * b[-1]
    a_bar[-1] = b[-1] * d_bar[-1]
    b_bar = np.zeros_like(b)
    b_bar[-1] = a[-1] * d_bar[-1]
    for i in reversed(range(n)):
        for j in reversed(range(i + 1, n)):
            c_section_bar = c_bar[i, j]  # c[i, j] = c[i, j - 1] * a[j]
            c_bar[i, j - 1] += a[j] * c_section_bar
            a_bar[j] += c[i, j - 1] * c_section_bar
        a_bar[i] += b[i] * c_bar[i, i]  # c[i, i] = a[i] * b[i]
        b_bar[i] += a[i] * c_bar[i, i]
    return a_bar, b_bar
