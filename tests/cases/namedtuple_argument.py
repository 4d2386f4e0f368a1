"""A named tuple, its fields read by name and by unpacking."""

from typing import NamedTuple


class Point(NamedTuple):
    x: float
    y: float


def namedtuple_argument(p, q):
    a, b = q
    return p.x * a + p.y**2 * b * p[0]


WRT = ("p", "q")


def samples(rng):
    return [(Point(0.5, 2.0), Point(-1.0, 0.3))]


# --- expected ---
import numpy as np

from tests.cases import namedtuple_argument  # isort: skip


def namedtuple_argument_grad(p, q):
    """Gradient of `namedtuple_argument` with respect to p and q."""
    a, b = q

    # Reverse sweep
    product_bar = np.sum(p[0] * 1.0)  # return p.x * a + p.y**2 * b * p[0]
    x_bar = a + unbroadcast(p.y**2 * b, p[0])
    a_bar = p.x
    y_bar = 2 * p.y * b * product_bar
    b_bar = p.y**2 * product_bar
    return namedtuple_argument.Point(
        float(x_bar), float(y_bar)
    ), namedtuple_argument.Point(float(a_bar), float(b_bar))


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
