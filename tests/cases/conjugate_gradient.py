"""Conjugate gradients: the solution that is built up is not read on the way back."""

import numpy as np

WRT = ("A", "b")


def conjugate_gradient(A, b, iterations):
    x = 0.1 * b
    r = b - A @ x
    p = r.copy()
    rs = r @ r
    for _ in range(iterations):
        Ap = A @ p
        alpha = rs / (p @ Ap)
        x += alpha * p
        r -= alpha * Ap
        rs_new = r @ r
        if rs_new < 1e-12:
            break
        p = r + rs_new / rs * p
        rs = rs_new
    return np.sum(np.sin(x))


def samples(rng):
    m = rng.normal(size=(4, 4))
    return [(m @ m.T + 2.0 * np.eye(4), rng.normal(size=4), n) for n in (3, 0)]


# --- expected ---
import numpy as np


def conjugate_gradient_grad(A, b, iterations):
    """Gradient of `conjugate_gradient` with respect to A and b."""
    saved_stack = []
    x = 0.1 * b
    r = b - A @ x
    p = r.copy()
    rs = r @ r
    trips = 0
    x_old = x.copy()
    for _ in range(iterations):
        trips += 1  # counts the trips
        saved_stack.append((r.copy(), p, rs))
        Ap = A @ p
        alpha = rs / (p @ Ap)
        x += alpha * p
        r -= alpha * Ap
        rs_new = r @ r
        if rs_new < 1e-12:
            break
        p = r + rs_new / rs * p
        rs = rs_new

    # Reverse sweep
    x_bar = np.cos(x)  # return np.sum(np.sin(x))
    A_bar = np.zeros_like(A)
    p_bar = np.zeros_like(p)
    r_bar = np.zeros_like(r)
    rs_bar = 0.0
    for _ in reversed(range(trips)):
        r, p, rs = saved_stack.pop()
        Ap = A @ p
        product = p @ Ap
        alpha = rs / product
        r_old = r.copy()
        r -= alpha * Ap
        rs_new = r @ r
        if rs_new < 1e-12:
            rs_new_bar = 0.0
        else:
            ratio_bar = np.sum(p * p_bar)  # p = r + rs_new / rs * p
            r_bar += p_bar
            rs_new_bar = rs_bar + ratio_bar / rs
            rs_bar = -rs_new / rs / rs * ratio_bar
            p_bar = rs_new / rs * p_bar
        r_bar += 2 * rs_new_bar * r  # rs_new = r @ r
        r = r_old
        alpha_bar = -np.sum(Ap * r_bar)  # r -= alpha * Ap
        Ap_bar = -alpha * r_bar
        alpha_bar += np.sum(p * x_bar)  # x += alpha * p
        p_bar += alpha * x_bar
        product_bar = -alpha / product * alpha_bar  # alpha = rs / (p @ Ap)
        rs_bar += alpha_bar / product
        p_bar += product_bar * Ap
        Ap_bar += product_bar * p
        A_bar += np.outer(Ap_bar, p)  # Ap = A @ p
        p_bar += A.T @ Ap_bar
    r_bar += 2 * rs_bar * r  # rs = r @ r
    r_bar += p_bar  # p = r.copy()
    A_bar -= np.outer(r_bar, x_old)  # r = b - A @ x
    x_bar -= A.T @ r_bar
    b_bar = r_bar + 0.1 * x_bar  # x = 0.1 * b
    return A_bar, b_bar
