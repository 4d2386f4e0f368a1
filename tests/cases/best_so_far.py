import numpy as np


def best_so_far(x, n):
    """The best of several, kept with what it was found for; None before the first."""
    best = None
    least = None
    for i in range(n):
        cost = np.sum((x - i) ** 2)
        if best is None or cost < best[0]:
            best = cost, x * i
        if least is None or least > cost * i:
            least = cost * i
    return best[0] + np.sum(best[1]) * least


WRT = "x"


def samples(rng):
    yield rng.uniform(0.6, 1.3, size=3), 3


# --- expected ---
import numpy as np


def best_so_far_grad(x, n):
    """Gradient of `best_so_far` with respect to x."""
    best_stack = []
    saved_stack = []
    best = None
    least = None
    for i in range(n):
        cost = np.sum((x - i) ** 2)
        condition = best is None or cost < best[0]
        if condition:
            best_stack.append(best)
            best = cost, x * i
        condition2 = least is None or least > cost * i
        if condition2:
            least = cost * i
        saved_stack.append((condition, condition2))

    # Reverse sweep
    best_0_bar = 1.0  # return best[0] + np.sum(best[1]) * least
    best_1_bar = least
    least_bar = np.sum(best[1])
    x_bar = np.zeros_like(x)
    for i in reversed(range(n)):
        condition, condition2 = saved_stack.pop()
        if condition2:
            cost_bar = i * least_bar  # least = cost * i
            least_bar = 0.0
        else:
            cost_bar = 0.0
        if condition:
            best_1_bar = best_1_bar + np.zeros_like(best[1])  # best = cost, x * i
            best = best_stack.pop()
            cost_bar += best_0_bar
            x_bar += i * best_1_bar
            best_0_bar = 0.0
            best_1_bar = 0.0
        x_bar += 2 * (x - i) * cost_bar  # cost = np.sum((x - i) ** 2)
    return x_bar
