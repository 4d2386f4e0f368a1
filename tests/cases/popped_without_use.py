"""An array taken off a list and not used: its adjoint goes back as large as it is."""

import numpy as np


def popped_without_use(x, n):
    queue = [x, np.sin(x), x * x]
    x[-1] = np.sum(queue[1])
    for _ in range(n):
        last = queue.pop()
    return np.sum(last * last) + np.sum(x)


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=3), 2), (rng.normal(size=2), 3)]


# --- expected ---
import numpy as np


def popped_without_use_grad(x, n):
    """Gradient of `popped_without_use` with respect to x."""
    last_stack = []
    x = x.copy()
    queue_1 = np.sin(x)
    queue_2 = x * x
    x_old = x[-1]
    x[-1] = np.sum(queue_1)
    items = [x, queue_1, queue_2]
    for _ in range(n):
        last = items.pop()
        last_stack.append(last)

    # Reverse sweep
    last_bar = 2 * last  # return np.sum(last * last) + np.sum(x)
    x_bar = np.broadcast_to(1.0, np.shape(x))
    items_bar = [np.zeros_like(item) for item in items]
    for _ in reversed(range(n)):
        last = last_stack.pop()
        last_bar = last_bar + np.zeros_like(last)  # last = queue.pop()
        items_bar.append(last_bar)
        last_bar = 0.0
    x_bar = x_bar + items_bar[0]  # for _ in range(n)
    queue_1_bar = items_bar[1].copy()
    queue_2_bar = items_bar[2].copy()
    x = x.copy()
    x[-1] = x_old
    queue_1_bar += x_bar[-1]  # x[-1] = np.sum(queue[1])
    x_bar[-1] = 0.0
    x_bar += 2 * x * queue_2_bar  # queue = [x, np.sin(x), x * x]
    x_bar += np.cos(x) * queue_1_bar
    return x_bar
