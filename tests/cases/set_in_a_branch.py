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
    v_stack = []
    previous_stack = []
    previous_stack2 = []
    condition_stack = []
    v = None
    previous = None
    for i in range(n):
        if i > 0:
            v_stack.append(v)
            v = weights @ x
        condition = previous is not None
        if condition:
            if i == 2:
                previous_stack.append(previous)
                previous = None
            else:
                previous_stack2.append(previous)
                previous = previous * x
        else:
            previous = np.cos(x)
        condition_stack.append(condition)

    # Reverse sweep
    previous_bar = 0.0
    v_bar = 0.0
    weights_bar = np.zeros_like(weights)
    x_bar = np.zeros_like(x)
    for i in reversed(range(n)):
        condition = condition_stack.pop()
        if condition:
            if i == 2:
                previous = previous_stack.pop()
                previous_bar = 0.0
            else:
                previous = previous_stack2.pop()
                x_bar += previous * previous_bar  # previous = ...
                previous_bar = x * previous_bar
            # total += np.sum(weights @ previous)
            product_bar = np.broadcast_to(1.0, np.shape(weights @ previous))
            weights_bar += np.outer(product_bar, previous)
            previous_bar = previous_bar + weights.T @ product_bar
        else:
            x_bar -= np.sin(x) * previous_bar  # previous = np.cos(x)
            previous_bar = 0.0
        if i > 1:
            v_bar = v_bar + np.zeros_like(v)  # total += v[0] * np.sum(v * v)
            v_bar[0] += v @ v
            v_bar = v_bar + 2 * v * v[0]
        if i > 0:
            product_bar2 = np.broadcast_to(v_bar, np.shape(v))  # v = weights @ x
            v = v_stack.pop()
            weights_bar += np.outer(product_bar2, x)
            x_bar += weights.T @ product_bar2
            v_bar = 0.0
    x_bar += 1.0  # total = np.sum(x)
    return x_bar, weights_bar
