"""Weight decay and learning rate by their gradients: differentiating through training.

Run it: `python examples/hyperparameters.py`. The inner loop is gradient descent on a training
set, with the gradient written out; the outer gradient is of the error on a validation set.
"""

import numpy as np

from tangentgen import value_and_grad
from tangentgen.optimize import Adam, descent


def trained(log_rate, log_decay, x, y, steps):
    """Ridge regression by gradient descent with momentum."""
    rate, decay = np.exp(log_rate), np.exp(log_decay)
    w, velocity = np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for _ in range(steps):
        slope = x.T @ (x @ w - y) / len(y) + decay * w
        velocity = 0.9 * velocity - rate * slope
        w = w + velocity
    return w


def validation_error(log_rate, log_decay, x, y, steps, x_val, y_val):
    w = trained(log_rate, log_decay, x, y, steps)
    return np.mean((x_val @ w - y_val) ** 2)


error_and_gradient = value_and_grad(
    validation_error,
    wrt=("log_rate", "log_decay"),
    like="log_rate=float log_decay=float x=f8[n,d] y=f8[n] steps=int x_val=f8[m,d] y_val=f8[m]",
)


def main(rounds=60, steps=50):
    rng = np.random.default_rng(0)
    truth = rng.normal(size=30) * (rng.random(30) < 0.3)
    x, x_val = rng.normal(size=(40, 30)), rng.normal(size=(200, 30))
    y, y_val = x @ truth + rng.normal(size=40), x_val @ truth + rng.normal(size=200)
    steps_of_search = list(
        descent(
            Adam(rate=0.1),
            lambda p: error_and_gradient(*p, x, y, steps, x_val, y_val),
            (-4.0, -4.0),
            rounds,
        )
    )
    print(error_and_gradient.source)
    (first, _), (last, (log_rate, log_decay)) = steps_of_search[0], steps_of_search[-1]
    print(f"\nvalidation error {first:.3f} at first, {last:.3f} in the end,")
    print(f"with rate {np.exp(log_rate):.3f} and decay {np.exp(log_decay):.3f}")
    return first, last


if __name__ == "__main__":
    main()
