"""A helper stores what may be None into an array that is changed further."""

import numpy as np


def written(kept, y):
    inner, factor = kept
    y[1:-1] = inner
    y[0] = 3 * y[1] * factor


def section_of_maybe_none(x, n):
    kept = (None, 1.0)
    if n > 0:
        kept = (np.sin(x[1:-1]), 2.0)
    y = x * x
    if n > 0:
        written(kept, y)
    return np.sum(y**3)


WRT = "x"


def samples(rng):
    return [(rng.uniform(0.2, 1.0, size=5), 1), (rng.uniform(0.2, 1.0, size=5), 0)]


# --- expected ---
import numpy as np

from tests.cases import section_of_maybe_none  # isort: skip


def section_of_maybe_none_grad(x, n):
    """Gradient of `section_of_maybe_none` with respect to x."""
    kept = None, 1.0
    if n > 0:
        kept = np.sin(x[1:-1]), 2.0
    y = x * x
    if n > 0:
        section_of_maybe_none.written(kept, y)

    # Reverse sweep
    y_bar = 3 * y**2  # return np.sum(y**3)
    kept_0_bar = written_reverse(kept, y_bar) if n > 0 else 0.0  # written(kept, y)
    x_bar = 2 * x * y_bar  # y = x * x
    if n > 0:
        kept_0_bar = kept_0_bar + np.zeros_like(kept[0])  # kept = np.sin(x[1:-1]), 2.0
        x_bar[1:-1] += np.cos(x[1:-1]) * kept_0_bar
    return x_bar


def written_reverse(kept, y_bar):
    inner, factor = kept

    # Reverse sweep
    y_bar[1] += 3 * factor * y_bar[0]  # y[0] = 3 * y[1] * factor
    y_bar[0] = 0.0
    inner_bar = np.copy(unbroadcast(y_bar[1:-1], inner))  # y[1:-1] = inner
    y_bar[1:-1] = 0.0
    return inner_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
