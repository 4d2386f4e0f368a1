"""How diabetes goes on in a year, from ten measurements: linear regression by gradient descent.

Run it: `python examples/linear_regression.py` (scikit-learn has the data of 442 patients). It
prints the gradient and compares the fit with least squares.
"""

import numpy as np

from tangentgen import value_and_grad
from tangentgen.optimize import Momentum, descent


def loss(w, b, x, y):
    """Half the mean squared error."""
    error = x @ w + b - y
    return 0.5 * np.mean(error**2)


loss_and_gradient = value_and_grad(loss, wrt=("w", "b"), like="w=f8[d] b=float x=f8[n,d] y=f8[n]")


def patients():
    """Measurements and progression, each with mean 0 and variance 1."""
    from sklearn.datasets import load_diabetes

    x, y = load_diabetes(return_X_y=True)
    return (x - x.mean(axis=0)) / x.std(axis=0), (y - y.mean()) / y.std()


def main(steps=4000):
    print(loss_and_gradient.source)
    x, y = patients()
    start = (np.zeros(x.shape[1]), 0.0)
    *_, (value, (w, _)) = descent(
        Momentum(rate=0.05), lambda p: loss_and_gradient(*p, x, y), start, steps
    )
    best = np.linalg.lstsq(x, y, rcond=None)[0]
    print(f"half the mean squared error {value:.6f}, of least squares {loss(best, 0.0, x, y):.6f}")
    return value, np.max(np.abs(w - best))


if __name__ == "__main__":
    main()
