"""Handwritten digits by softmax regression.

Run it: `python examples/softmax_digits.py` (scikit-learn has 1,797 images of 8 × 8 pixels). It
prints the gradient, fits it to the first 1,500 and reads the rest.
"""

import numpy as np

from tangentgen import value_and_grad
from tangentgen.optimize import Adam, descent


def loss(w, b, images, labels):
    """Mean cross-entropy, with a little weight decay."""
    scores = images @ w + b
    scores = scores - scores.max(axis=1, keepdims=True)
    log_sums = np.log(np.sum(np.exp(scores), axis=1))
    right = scores[np.arange(len(labels)), labels]
    return np.mean(log_sums - right) + 1e-4 * np.sum(w**2)


loss_and_gradient = value_and_grad(
    loss, wrt=("w", "b"), like="w=f8[p,k] b=f8[k] images=f8[n,p] labels=i8[n]"
)


def digits():
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    return images / 16.0, labels


def main(steps=300):
    print(loss_and_gradient.source)
    images, labels = digits()
    start = (np.zeros((64, 10)), np.zeros(10))
    *_, (value, (w, b)) = descent(
        Adam(rate=0.05), lambda p: loss_and_gradient(*p, images[:1500], labels[:1500]), start, steps
    )
    right = np.mean(np.argmax(images[1500:] @ w + b, axis=1) == labels[1500:])
    print(f"\ncross-entropy {value:.4f}; {right:.1%} of the other 297 digits are read")
    return right


if __name__ == "__main__":
    main()
