"""Benign or malignant: a sigmoid layer with binary cross-entropy, and the same through logits.

Run it: `python examples/sigmoid_layer.py` (scikit-learn has the data of 569 tumours). The two
losses are one function; only the second survives logits beyond ±37, where the first takes
the logarithm of zero.
"""

import numpy as np

from tangentgen import value_and_grad
from tangentgen.optimize import Adam, descent


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def loss(w, b, x, y):
    """Mean cross-entropy of the probabilities."""
    p = sigmoid(x @ w + b)
    return -np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p))


def loss_from_logits(w, b, x, y):
    """The same, from what goes into the sigmoid."""
    z = x @ w + b
    return np.mean(np.maximum(z, 0.0) - z * y + np.log1p(np.exp(-np.abs(z))))


KINDS = "w=f8[d] b=float x=f8[n,d] y=f8[n]"
loss_and_gradient = value_and_grad(loss, wrt=("w", "b"), like=KINDS)
logits_and_gradient = value_and_grad(loss_from_logits, wrt=("w", "b"), like=KINDS)


def tumours():
    """Thirty measurements of each tumour, scaled, and whether it is benign."""
    from sklearn.datasets import load_breast_cancer

    x, y = load_breast_cancer(return_X_y=True)
    return (x - x.mean(axis=0)) / x.std(axis=0), y.astype(float)


def main(steps=300):
    x, y = tumours()
    start = (np.zeros(x.shape[1]), 0.0)
    accuracy = 0.0
    for derivative in (loss_and_gradient, logits_and_gradient):
        print(derivative.source)
        *_, (value, (w, b)) = descent(
            Adam(rate=0.03), lambda p, d=derivative: d(*p, x, y), start, steps
        )
        accuracy = np.mean((x @ w + b > 0.0) == (y > 0.5))
        print(f"\ncross-entropy {value:.4f}, {accuracy:.1%} right\n")
    return accuracy


if __name__ == "__main__":
    main()
