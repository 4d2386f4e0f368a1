"""Losses of machine learning."""

import numpy as np


def mlp(W1, b1, W2, b2, X, Y):
    H = np.tanh(X @ W1 + b1)
    R = H @ W2 + b2 - Y
    return 0.5 * np.mean(np.sum(R * R, axis=1))


def mlp_adjoint(W1, b1, W2, b2, X, Y):
    H = np.tanh(X @ W1 + b1)
    R_bar = (H @ W2 + b2 - Y) / len(X)
    Z_bar = (R_bar @ W2.T) * (1.0 - H * H)
    return X.T @ Z_bar, np.sum(Z_bar, axis=0), H.T @ R_bar, np.sum(R_bar, axis=0)


def convolution(x, w, y):
    n = len(x) - len(w) + 1
    out = np.zeros(n)
    for k in range(len(w)):
        out += w[k] * x[k : k + n]
    r = np.maximum(out, 0.0) - y
    return 0.5 * np.sum(r * r)


def convolution_adjoint(x, w, y):
    n = len(x) - len(w) + 1
    out = np.zeros(n)
    for k in range(len(w)):
        out += w[k] * x[k : k + n]
    out_bar = (np.maximum(out, 0.0) - y) * (out > 0.0)
    x_bar, w_bar = np.zeros_like(x), np.empty_like(w)
    for k in range(len(w)):
        w_bar[k] = out_bar @ x[k : k + n]
        x_bar[k : k + n] += w[k] * out_bar
    return x_bar, w_bar


def softmax(W, b, X, labels):
    rows = np.arange(len(labels))
    scores = X @ W + b
    scores = scores - np.max(scores, axis=1, keepdims=True)
    norm = np.sum(np.exp(scores), axis=1)
    return np.mean(np.log(norm) - scores[rows, labels])


def softmax_adjoint(W, b, X, labels):
    n = len(labels)
    scores = X @ W + b
    exps = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    scores_bar = exps / (n * np.sum(exps, axis=1, keepdims=True))
    scores_bar[np.arange(n), labels] -= 1.0 / n
    return X.T @ scores_bar, np.sum(scores_bar, axis=0)


def attention(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    weights = e / np.sum(e, axis=1, keepdims=True)
    out = weights @ V
    return 0.5 * np.sum(out * out)


def attention_adjoint(Q, K, V):
    scale = 1.0 / np.sqrt(Q.shape[1])
    scores = scale * (Q @ K.T)
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    weights = e / np.sum(e, axis=1, keepdims=True)
    out = weights @ V
    weights_bar = out @ V.T
    mean = np.sum(weights * weights_bar, axis=1, keepdims=True)
    scores_bar = scale * weights * (weights_bar - mean)
    return scores_bar @ K, scores_bar.T @ Q, weights.T @ out


def mixture(logits, means, scales, X):
    z = (X[:, None] - means) / scales
    terms = logits - np.log(np.sum(np.exp(logits))) - np.log(scales) - 0.5 * z**2
    top = np.max(terms, axis=1)
    return -np.sum(top + np.log(np.sum(np.exp(terms - top[:, None]), axis=1)))


def mixture_adjoint(logits, means, scales, X):
    z = (X[:, None] - means) / scales
    priors = np.exp(logits)
    total = np.sum(priors)
    terms = logits - np.log(total) - np.log(scales) - 0.5 * z**2
    e = np.exp(terms - np.max(terms, axis=1)[:, None])
    share = e / np.sum(e, axis=1)[:, None]
    shares = np.sum(share, axis=0)
    shared_z = share * z
    logits_bar = len(X) / total * priors - shares
    means_bar = -np.sum(shared_z, axis=0) / scales
    scales_bar = (shares - np.sum(shared_z * z, axis=0)) / scales
    return logits_bar, means_bar, scales_bar


KERNELS = {
    "mlp": (
        ("W1", "b1", "W2", "b2"),
        lambda rng: (
            rng.normal(size=(20, 40)),
            rng.normal(size=40),
            rng.normal(size=(40, 5)),
            rng.normal(size=5),
            rng.normal(size=(300, 20)),
            rng.normal(size=(300, 5)),
        ),
    ),
    "convolution": (
        ("x", "w"),
        lambda rng: (rng.normal(size=5000), rng.normal(size=15), rng.normal(size=4986)),
    ),
    "softmax": (
        ("W", "b"),
        lambda rng: (
            rng.normal(size=(30, 10)),
            rng.normal(size=10),
            rng.normal(size=(500, 30)),
            rng.integers(10, size=500),
        ),
    ),
    "attention": (
        ("Q", "K", "V"),
        lambda rng: tuple(rng.normal(size=(120, 32)) for _ in range(3)),
    ),
    "mixture": (
        ("logits", "means", "scales"),
        lambda rng: (
            rng.normal(size=8),
            rng.normal(size=8),
            0.5 + rng.random(8),
            rng.normal(size=3000),
        ),
    ),
}
