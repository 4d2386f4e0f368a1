"""A recurrent network with a loss at each step, in a loop over the rows."""

import numpy as np


def elman_network(U, W, b, xs, ys):
    h = np.zeros(len(b))
    loss = 0.0
    for t in range(len(xs)):
        h = np.tanh(U @ xs[t] + W @ h + b)
        loss += np.sum((h - ys[t]) ** 2)
    return loss / len(xs)


WRT = ("U", "W", "b")
LIKE = True


def samples(rng):
    n, m, steps = 3, 2, 4
    shapes = [(n, m), (n, n), (n,), (steps, m), (steps, n)]
    return [tuple(rng.normal(size=shape) for shape in shapes)]


# --- expected ---
import numpy as np


def elman_network_grad(U, W, b, xs, ys):
    """Gradient of `elman_network` with respect to U, W and b."""
    h_stack = []
    h = np.zeros(len(b))
    for t in range(len(xs)):
        h_stack.append(h)
        h = np.tanh(U @ xs[t] + W @ h + b)

    # Reverse sweep
    loss_bar = 1.0 / len(xs)  # return loss / len(xs)
    U_bar = np.zeros_like(U)
    W_bar = np.zeros_like(W)
    b_bar = np.zeros_like(b)
    h_bar = np.zeros_like(h)
    for t in reversed(range(len(xs))):
        h_bar += 2 * (h - ys[t]) * loss_bar  # loss += np.sum((h - ys[t]) ** 2)
        sum_bar = (1 - h**2) * h_bar  # h = np.tanh(U @ xs[t] + W @ h + b)
        h = h_stack.pop()
        U_bar += np.outer(sum_bar, xs[t])
        W_bar += np.outer(sum_bar, h)
        b_bar += sum_bar
        h_bar = W.T @ sum_bar
    return U_bar, W_bar, b_bar
