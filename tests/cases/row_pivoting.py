"""Elimination with row exchanges; a row may change places with itself."""

import numpy as np

WRT = ("A", "b")


def row_pivoting(A, b):
    A, b = A.copy(), b.copy()
    n = len(b)
    for k in range(n - 1):
        p = k + np.argmax(np.abs(A[k:, k]))
        A[[k, p]] = A[[p, k]]
        b[k], b[p] = b[p], b[k]
        for i in range(k + 1, n):
            m = A[i, k] / A[k, k]
            A[i, k:] -= m * A[k, k:]
            b[i] -= m * b[k]
    x = np.empty(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]
    return np.sum(x**2)


def samples(rng):
    return [(rng.normal(size=(4, 4)), rng.normal(size=4))]


# --- expected ---
import numpy as np


def row_pivoting_grad(A, b):
    """Gradient of `row_pivoting` with respect to A and b."""
    A_stack = []
    b_stack = []
    m_stack = []
    p_stack = []
    A = A.copy()
    b = b.copy()
    n = len(b)
    for k in range(n - 1):
        p = k + np.argmax(np.abs(A[k:, k]))
        A_stack.append(A[[k, p]].copy())
        A[[k, p]] = A[[p, k]]
        b_stack.append(b[[k, p]].copy())
        b[k], b[p] = b[p], b[k]
        for i in range(k + 1, n):
            m = A[i, k] / A[k, k]
            A[i, k:] -= m * A[k, k:]
            b[i] -= m * b[k]
            m_stack.append(m)
        p_stack.append(p)
    x = np.empty(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]

    # Reverse sweep
    x_bar = 2 * x  # return np.sum(x**2)
    A_bar = np.zeros_like(A)
    b_bar = np.zeros_like(b)
    for i in range(n):
        sum_bar = x_bar[i] / A[i, i]  # x[i] = (...) / A[i, i]
        b_bar[i] = sum_bar
        A_bar[i, i + 1 :] -= sum_bar * x[i + 1 :]
        x_bar[i + 1 :] -= sum_bar * A[i, i + 1 :]
        A_bar[i, i] -= x[i] * sum_bar
    for k in reversed(range(n - 1)):
        p = p_stack.pop()
        for i in reversed(range(k + 1, n)):
            m = m_stack.pop()
            m_bar = -b[k] * b_bar[i]  # b[i] -= m * b[k]
            b_bar[k] -= m * b_bar[i]
            m_bar -= A[k, k:] @ A_bar[i, k:]  # A[i, k:] -= m * A[k, k:]
            A_bar[k, k:] -= m * A_bar[i, k:]
            A_bar[i, k] += m_bar / A[k, k]  # m = A[i, k] / A[k, k]
            A_bar[k, k] -= m / A[k, k] * m_bar
        b[[k, p]] = b_stack.pop()
        b_bar[k], b_bar[p] = b_bar[p], b_bar[k]  # b[k], b[p] = b[p], b[k]
        A[[k, p]] = A_stack.pop()
        A_bar[[k, p]] = A_bar[[p, k]]  # A[[k, p]] = A[[p, k]]
    return A_bar, b_bar
