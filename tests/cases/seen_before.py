"""A set that grows: what it holds is asked once, when it holds that."""


def seen_before(x, keys):
    seen = set()
    total = 0.0
    for k, v in zip(keys, x):
        if k in seen:
            total += v * len(seen)
        else:
            total += v * v
        seen.add(k)
    return total


WRT = "x"


def samples(rng):
    return [
        (rng.normal(size=4), keys)
        for keys in ([1, 2, 1, 2], [0, 0, 0, 3], [5, 6, 7, 8])
    ]


# --- expected ---
import numpy as np


def seen_before_grad(x, keys):
    """Gradient of `seen_before` with respect to x."""
    saved_stack = []
    seen = set()
    for j in range(min(len(keys), len(x))):
        len_seen = None
        k = keys[j]
        condition = k in seen
        if condition:
            len_seen = len(seen)
        saved_stack.append((len_seen, condition))
        seen.add(k)

    # Reverse sweep
    x_bar = np.zeros_like(x)
    for j in reversed(range(min(len(keys), len(x)))):
        len_seen, condition = saved_stack.pop()
        v = x[j]
        v_bar = len_seen * 1.0 if condition else 2 * v  # total += v * len(seen)
        x_bar[j] = v_bar
    return x_bar
