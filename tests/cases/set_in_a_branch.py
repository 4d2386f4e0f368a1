import numpy as np


def set_in_a_branch(x, weights, n):
    """An array that has no value before the second trip, and is read in the third."""
    total = np.sum(x)
    previous = None
    for i in range(n):
        if i > 0:
            v = weights @ x
        if i > 1:
            total += v[0] * np.sum(v * v)
        if previous is not None:
            total += np.sum(weights @ previous)
            previous = None if i == 2 else previous * x
        else:
            previous = np.cos(x)
    return total


WRT = ("x", "weights")


def samples(rng):
    for n in (0, 1, 2, 5):
        yield rng.normal(size=3), rng.normal(size=(2, 3)), n


# --- expected ---
import numpy as np


def set_in_a_branch_grad(x, weights, n):
    """Gradient of `set_in_a_branch` with respect to x and weights."""
    saved_stack = []
    v = None
    previous = None
    for i in range(n):
        saved_stack.append((v, previous))
        if i > 0:
            v = weights @ x
        condition = previous is not None
        previous = (None if i == 2 else previous * x) if condition else np.cos(x)

    # Reverse sweep
    previous_bar = 0.0
    v_bar = 0.0
    weights_bar = np.zeros_like(weights)
    x_bar = np.zeros_like(x)
    for i in reversed(range(n)):
        v, previous = saved_stack.pop()
        if i > 0:
            v = weights @ x
        if i > 1:
            sum_value = np.sum(v * v)
        condition = previous is not None
        if condition:
            product = weights @ previous
            if i == 2:
                previous_old = previous
            else:
                previous_old2 = previous
            if i == 2:
                previous = previous_old
                previous_bar = 0.0
            else:
                previous = previous_old2
                x_bar += previous * previous_bar  # previous = ...
                previous_bar = x * previous_bar
            product_bar = np.broadcast_to(1.0, np.shape(product))  # total += ...
            weights_bar += np.outer(product_bar, previous)
            previous_bar = previous_bar + weights.T @ product_bar
        else:
            x_bar -= np.sin(x) * previous_bar  # previous = np.cos(x)
            previous_bar = 0.0
        if i > 1:
            v_bar = v_bar + np.zeros_like(v)  # total += v[0] * np.sum(v * v)
            v_bar[0] += sum_value
            v_bar = v_bar + 2 * v * v[0]
        if i > 0:
            product_bar2 = np.broadcast_to(v_bar, np.shape(v))  # v = weights @ x
            weights_bar += np.outer(product_bar2, x)
            x_bar += weights.T @ product_bar2
            v_bar = 0.0
    x_bar += 1.0  # total = np.sum(x)
    return x_bar, weights_bar
