"""The user's own list is the stack: each state is appended, then read for the next."""

import numpy as np


def list_rollout(A, x0, targets):
    states = [x0]
    for k in range(len(targets) - 1):
        states.append(np.tanh(A @ states[-1]))
    return np.mean((np.stack(states) - targets) ** 2)


WRT = ("A", "x0")


def samples(rng):
    targets = rng.normal(size=(4, 3))
    return [
        (rng.normal(size=(3, 3)), rng.normal(size=3), targets),
        (rng.normal(size=(3, 3)), rng.normal(size=3), targets[:1]),
    ]


# --- expected ---
import numpy as np


def list_rollout_grad(A, x0, targets):
    """Gradient of `list_rollout` with respect to A and x0."""
    states = [x0]
    for k in range(len(targets) - 1):
        states.append(np.tanh(A @ states[-1]))
    stack_states = np.stack(states)
    total = stack_states - targets

    # Reverse sweep
    # return np.mean((np.stack(states) - targets) ** 2)
    states_bar = list(unbroadcast(2 * total / np.size(total), stack_states))
    A_bar = np.zeros_like(A)
    for k in reversed(range(len(targets) - 1)):
        product_bar = (1 - states.pop() ** 2) * states_bar.pop()  # states.append(...)
        A_bar += np.outer(product_bar, states[-1])
        states_bar[-1] = states_bar[-1] + A.T @ product_bar
    x0_bar = states_bar[0].copy()  # states = [x0]
    return A_bar, x0_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
