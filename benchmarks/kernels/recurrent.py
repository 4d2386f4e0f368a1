"""States carried through time."""

import numpy as np


def lstm(W, b, xs, targets):
    n = targets.shape[1]
    h = np.zeros(n)
    c = np.zeros(n)
    loss = 0.0
    for t in range(len(xs)):
        z = W @ np.concatenate([xs[t], h]) + b
        i = 1.0 / (1.0 + np.exp(-z[:n]))
        f = 1.0 / (1.0 + np.exp(-z[n : 2 * n]))
        o = 1.0 / (1.0 + np.exp(-z[2 * n : 3 * n]))
        g = np.tanh(z[3 * n :])
        c = f * c + i * g
        h = o * np.tanh(c)
        loss = loss + 0.5 * np.sum((h - targets[t]) ** 2)
    return loss


def lstm_adjoint(W, b, xs, targets):
    n = targets.shape[1]
    h = np.zeros(n)
    c = np.zeros(n)
    saved = []
    for t in range(len(xs)):
        xh = np.concatenate([xs[t], h])
        z = W @ xh + b
        gates = 1.0 / (1.0 + np.exp(-z[: 3 * n]))
        g = np.tanh(z[3 * n :])
        c_old = c
        c = gates[n : 2 * n] * c + gates[:n] * g
        tanh_c = np.tanh(c)
        h = gates[2 * n :] * tanh_c
        saved.append((xh, gates, g, c_old, tanh_c, h - targets[t]))

    W_bar, b_bar = np.zeros_like(W), np.zeros_like(b)
    h_bar, c_bar = np.zeros(n), np.zeros(n)
    z_bar = np.empty(4 * n)
    while saved:
        xh, gates, g, c_old, tanh_c, error = saved.pop()
        i, f, o = gates[:n], gates[n : 2 * n], gates[2 * n :]
        h_bar = h_bar + error
        c_bar = c_bar + o * (1.0 - tanh_c**2) * h_bar
        z_bar[:n] = g * c_bar
        z_bar[n : 2 * n] = c_old * c_bar
        z_bar[2 * n : 3 * n] = tanh_c * h_bar
        z_bar[: 3 * n] *= gates * (1.0 - gates)
        z_bar[3 * n :] = i * c_bar * (1.0 - g**2)
        W_bar += np.outer(z_bar, xh)
        b_bar += z_bar
        h_bar = (W.T @ z_bar)[-n:]
        c_bar = f * c_bar
    return W_bar, b_bar


def kalman(F, q, r, ys):
    n = F.shape[0]
    m = np.zeros(n)
    P = np.eye(n)
    loss = 0.0
    for t in range(len(ys)):
        m = F @ m
        P = F @ P @ F.T + q * np.eye(n)
        s = P[0, 0] + r
        k = P[:, 0] / s
        e = ys[t] - m[0]
        m = m + k * e
        P = P - np.outer(k, P[0])
        loss = loss + 0.5 * (np.log(s) + e * e / s)
    return loss


def kalman_adjoint(F, q, r, ys):
    n = F.shape[0]
    m, P, eye = np.zeros(n), np.eye(n), np.eye(n)
    saved = []
    for t in range(len(ys)):
        m_old, P_old = m, P
        m = F @ m
        P = F @ P @ F.T + q * eye
        s = P[0, 0] + r
        k = P[:, 0] / s
        e = ys[t] - m[0]
        saved.append((m_old, P_old, P, s, k, e))
        m = m + k * e
        P = P - np.outer(k, P[0])

    F_bar = np.zeros_like(F)
    q_bar = r_bar = 0.0
    m_bar, P_bar = np.zeros(n), np.zeros((n, n))
    while saved:
        m_old, P_old, P, s, k, e = saved.pop()
        s_bar = 0.5 * (1.0 / s - e * e / s**2)
        k_bar = e * m_bar - P_bar @ P[0]
        e_bar = e / s + k @ m_bar
        P_bar[0] -= k @ P_bar
        m_bar[0] -= e_bar
        P_bar[:, 0] += k_bar / s
        s_bar -= k @ k_bar / s
        P_bar[0, 0] += s_bar
        r_bar += s_bar
        q_bar += np.trace(P_bar)
        F_bar += P_bar @ F @ P_old.T + P_bar.T @ F @ P_old + np.outer(m_bar, m_old)
        P_bar = F.T @ P_bar @ F
        m_bar = F.T @ m_bar
    return F_bar, q_bar, r_bar


KERNELS = {
    "lstm": (
        ("W", "b"),
        lambda rng: (
            rng.normal(size=(64, 24)) * 0.3,
            rng.normal(size=64) * 0.1,
            rng.normal(size=(40, 8)),
            rng.normal(size=(40, 16)),
        ),
    ),
    "kalman": (
        ("F", "q", "r"),
        lambda rng: (
            0.9 * np.eye(4) + 0.05 * rng.normal(size=(4, 4)),
            0.1,
            0.5,
            rng.normal(size=60),
        ),
    ),
}
