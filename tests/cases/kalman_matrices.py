"""A Kalman filter's likelihood: a determinant's logarithm, and solved systems."""

import numpy as np


def kalman_matrices(y, F, Q, R, n):
    m, P = np.zeros(2), np.eye(2)
    total = 0.0
    for t in range(n):
        m = F @ m
        P = F @ P @ F.T + Q
        S = P + R
        v = y[t] - m
        K = np.linalg.solve(S, P).T
        total += 0.5 * (v @ np.linalg.solve(S, v) + np.log(np.linalg.det(S)))
        m = m + K @ v
        P = P - K @ P
    return total


WRT = ("y", "F", "Q", "R")
LIKE = True


def samples(rng):
    F = np.eye(2) + 0.1 * rng.normal(size=(2, 2))
    return [(rng.normal(size=(3, 2)), F, 0.3 * np.eye(2), 0.4 * np.eye(2), 3)]


# --- expected ---
import numpy as np


def kalman_matrices_grad(y, F, Q, R, n):
    """Gradient of `kalman_matrices` with respect to y, F, Q and R."""
    saved_stack = []
    saved_stack2 = []
    m, P = np.zeros(2), np.eye(2)
    for t in range(n):
        saved_stack.append((m, P))
        m = F @ m
        P = F @ P @ F.T + Q
        S = P + R
        v = y[t] - m
        K = np.linalg.solve(S, P).T
        saved_stack2.append((P, S, v, K))
        m = m + K @ v
        P = P - K @ P

    # Reverse sweep
    F_bar = np.zeros_like(F)
    P_bar = np.zeros_like(P)
    Q_bar = np.zeros_like(Q)
    R_bar = np.zeros_like(R)
    m_bar = np.zeros_like(m)
    y_bar = np.zeros_like(y)
    for t in reversed(range(n)):
        P, S, v, K = saved_stack2.pop()
        K_bar = -(P_bar @ P.T)  # P = P - K @ P
        P_bar -= K.T @ P_bar
        K_bar += np.outer(m_bar, v)  # m = m + K @ v
        v_bar = K.T @ m_bar
        solve_S = np.linalg.solve(S, v)  # total += 0.5 * (...)
        b_bar = np.linalg.solve(S.T, 0.5 * v)
        v_bar += 0.5 * solve_S + b_bar
        S_bar = 0.5 * np.linalg.inv(S).T - np.outer(b_bar, solve_S)
        b_bar2 = np.linalg.solve(S.T, K_bar.T)  # K = np.linalg.solve(S, P).T
        S_bar -= b_bar2 @ np.linalg.solve(S, P).T
        P_bar += b_bar2
        m, P = saved_stack.pop()
        y_bar[t] = v_bar  # v = y[t] - m
        m_bar -= v_bar
        P_bar += S_bar  # S = P + R
        R_bar += S_bar
        product_bar = P_bar @ F  # P = F @ P @ F.T + Q
        F_bar += product_bar @ P.T + P_bar.T @ (F @ P)
        Q_bar += P_bar
        P_bar = F.T @ product_bar
        F_bar += np.outer(m_bar, m)  # m = F @ m
        m_bar = F.T @ m_bar
    return y_bar, F_bar, Q_bar, R_bar
