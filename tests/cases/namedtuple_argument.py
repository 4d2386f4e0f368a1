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
