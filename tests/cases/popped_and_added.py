"""Items whose adjoints are shared, and sums that name what they sum."""

import numpy as np


def popped_and_added(xs, z, s):
    z, ys = np.exp(z), [x * 2.0 for x in xs]
    total = np.sum(ys[-1] ** 2) + np.sum(ys[0])
    y = ys.pop()
    w = y + z
    for _ in range(2):
        s = sum([s * np.sum(v) for v in ys])
    return total + s + np.sum(w**3)


WRT = ("xs", "z", "s")


def samples(rng):
    return [([rng.normal(size=2) for _ in range(3)], rng.normal(size=2), 0.7)]


# --- expected ---
import numpy as np


def popped_and_added_grad(xs, z, s):
    """Gradient of `popped_and_added` with respect to xs, z and s."""
    s_stack = []
    values = [x * 2.0 for x in xs]
    z = np.exp(z)
    y = values.pop()
    w = y + z
    for _ in range(2):
        s_stack.append(s)
        s = sum([s * np.sum(v) for v in values])

    # Reverse sweep
    s_bar = 1.0  # return total + s + np.sum(w**3)
    w_bar = 3 * w**2
    values_bar = [np.zeros_like(item) for item in values]
    for _ in reversed(range(2)):
        s = s_stack.pop()
        value_bar = s_bar  # s = sum([s * np.sum(v) for v in ys])
        s_bar = 0.0
        for j in reversed(range(len(values))):
            v = values[j]
            s_bar += np.sum(v) * value_bar
            values_bar[j] = values_bar[j] + np.broadcast_to(s * value_bar, np.shape(v))
    y_bar = unbroadcast(w_bar, y)  # w = y + z
    z_bar = unbroadcast(w_bar, z)
    values_bar.append(y_bar)  # y = ys.pop()
    values.append(y)
    values_bar[-1] = values_bar[-1] + 2 * values[-1]  # total = np.sum(...) + ...
    values_bar[0] = values_bar[0] + 1.0
    z_bar = z * z_bar  # z, ys = np.exp(z), [x * 2.0 for x in xs]
    xs_bar = [np.zeros_like(item) for item in xs]
    for k in reversed(range(len(xs))):
        xs_bar[k] += 2.0 * values_bar.pop()
    return xs_bar, z_bar, float(s_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
