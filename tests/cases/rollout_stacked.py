"""States appended and stacked, as many as there are targets."""

import numpy as np


def rollout_stacked(A, x0, targets):
    states = [x0]
    for k in range(len(targets) - 1):
        states.append(np.tanh(A @ states[-1]))
    return np.mean((np.stack(states) - targets) ** 2)


WRT = ("A", "x0", "targets")
LIKE = True


def samples(rng):
    targets = rng.normal(size=(4, 3))
    return [
        (rng.normal(size=(3, 3)), rng.normal(size=3), targets),
        (rng.normal(size=(3, 3)), rng.normal(size=3), targets[:1]),
    ]


# --- expected ---
import numpy as np


def rollout_stacked_grad(A, x0, targets):
    """Gradient of `rollout_stacked` with respect to A, x0 and targets."""
    states = [x0]
    for k in range(len(targets) - 1):
        states.append(np.tanh(A @ states[-1]))

    # Reverse sweep
    sum_bar = 2 * (np.stack(states) - targets) / np.size(targets)  # return np.mean(...)
    states_bar = list(sum_bar)
    targets_bar = -sum_bar
    A_bar = np.zeros_like(A)
    for k in reversed(range(len(targets) - 1)):
        product_bar = (1 - states.pop() ** 2) * states_bar.pop()  # states.append(...)
        A_bar += np.outer(product_bar, states[-1])
        states_bar[-1] = states_bar[-1] + A.T @ product_bar
    x0_bar = states_bar[0].copy()  # states = [x0]
    return A_bar, x0_bar, targets_bar
