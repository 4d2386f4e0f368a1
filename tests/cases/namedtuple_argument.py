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
from tests.cases import namedtuple_argument  # isort: skip


def namedtuple_argument_grad(p, q):
    """Gradient of `namedtuple_argument` with respect to p and q."""
    a, b = q

    # Reverse sweep
    product_bar = p[0] * 1.0  # return p.x * a + p.y**2 * b * p[0]
    x_bar = a + p.y**2 * b
    y_bar = 2 * p.y * b * product_bar
    return namedtuple_argument.Point(x_bar, y_bar), namedtuple_argument.Point(0.0, 0.0)
