"""Likelihoods and filters that go through a sequence, and an integrator that chooses its steps."""

from collections import namedtuple

import numpy as np


def ctc(logits, labels, blank=0):
    m = logits.max(axis=1, keepdims=True)
    logp = logits - m - np.log(np.exp(logits - m).sum(axis=1, keepdims=True))
    extended = [blank]
    for label in labels:
        extended.append(label)
        extended.append(blank)
    T, S = logits.shape[0], len(extended)
    alpha = np.full((T, S), -1e30)
    alpha[0, 0] = logp[0, extended[0]]
    alpha[0, 1] = logp[0, extended[1]]
    for t in range(1, T):
        for s in range(S):
            terms = [alpha[t - 1, s]]
            if s >= 1:
                terms.append(alpha[t - 1, s - 1])
            if s >= 2 and extended[s] != blank and extended[s] != extended[s - 2]:
                terms.append(alpha[t - 1, s - 2])
            top = max(terms)
            total = 0.0
            for v in terms:
                total += np.exp(v - top)
            alpha[t, s] = top + np.log(total) + logp[t, extended[s]]
    return -np.logaddexp(alpha[T - 1, S - 1], alpha[T - 1, S - 2])


def loss_ctc(M):
    return ctc(M, [1, 2, 2])


Belief = namedtuple("Belief", "mean cov")


def predicted(belief, q, dt):
    px, py, v, th = belief.mean
    mean = np.array([px + dt * v * np.cos(th), py + dt * v * np.sin(th), v, th])
    F = np.eye(4)
    F[0, 2] = dt * np.cos(th)
    F[0, 3] = -dt * v * np.sin(th)
    F[1, 2] = dt * np.sin(th)
    F[1, 3] = dt * v * np.cos(th)
    return Belief(mean, F @ belief.cov @ F.T + q * np.eye(4))


def updated(belief, z, R):
    r = np.hypot(belief.mean[0], belief.mean[1])
    H = np.zeros((2, 4))
    H[0, :2] = belief.mean[:2] / r
    H[1, :2] = np.array([-belief.mean[1], belief.mean[0]]) / r**2
    S = H @ belief.cov @ H.T + R
    y = z - np.array([r, np.arctan2(belief.mean[1], belief.mean[0])])
    y[1] = (y[1] + np.pi) % (2 * np.pi) - np.pi
    K = belief.cov @ H.T @ np.linalg.inv(S)
    loglik = -0.5 * (y @ np.linalg.solve(S, y) + np.log(np.linalg.det(S)))
    cov = (np.eye(4) - K @ H) @ belief.cov
    return belief._replace(mean=belief.mean + K @ y, cov=cov), loglik


def loss_ekf(u1, c):
    belief = Belief(u1[:4], np.eye(4))
    R = np.diag([c, 0.1])
    total = 0.0
    for z in ([1.2, 0.5], [1.1, 0.6], [1.3, 0.4]):
        belief = predicted(belief, 0.1, 0.3)
        belief, loglik = updated(belief, np.array(z), R)
        total += loglik
    return total


def loss_garch(x, c):
    p = {"mean": 0.1, "ar": c, "ma": 0.2, "omega": 0.1, "alpha": 0.1, "beta": 0.7}
    T = x.shape[0]
    e = np.zeros(T)
    s2 = np.empty(T)
    s2[0] = p["omega"] / (1 - p["alpha"] - p["beta"])
    e[0] = x[0] - p["mean"]
    nll = 0.5 * (np.log(s2[0]) + e[0] ** 2 / s2[0])
    for t in range(1, T):
        e[t] = x[t] - p["mean"] - p["ar"] * x[t - 1] - p["ma"] * e[t - 1]
        s2[t] = p["omega"] + p["alpha"] * e[t - 1] ** 2 + p["beta"] * s2[t - 1]
        nll += 0.5 * (np.log(s2[t]) + e[t] ** 2 / s2[t])
    return nll / T


def slope(t, y, W):
    return np.tanh(W @ y) - 0.1 * y + 0.05 * np.sin(t)


def loss_adaptive(f3, Y3):
    return np.sum(integrated(f3, Y3) ** 2)


def integrated(y, W, T=1.0, rtol=1e-3):
    t, h = 0.0, 0.3
    k1 = slope(t, y, W)
    while t < T - 1e-12:
        h = min(h, T - t)
        k2 = slope(t + h / 2, y + h / 2 * k1, W)
        k3 = slope(t + 3 * h / 4, y + 3 * h / 4 * k2, W)
        new = y + h / 9 * (2 * k1 + 3 * k2 + 4 * k3)
        k4 = slope(t + h, new, W)
        error = np.linalg.norm(h * (-5 / 72 * k1 + k2 / 12 + k3 / 9 - k4 / 8)) / rtol
        if error > 1:
            h *= 0.5
            continue
        t += h
        y, k1 = new, k4
        h *= 1.5
    return y
