"""The first items of generators that yield nothing active."""

import numpy as np


def halves(n):
    while n > 1:
        n = n // 2
        yield n


class Steps:
    def __init__(self, size):
        self.size = size

    def all(self):
        for k in range(3):
            yield self.size + k


def generator_asked_once(x, n):
    first = next(halves(n))
    size = next(Steps(first).all())
    return np.sum(x * x) * first * size


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), 5)]


# --- expected ---
from tests.cases import generator_asked_once  # isort: skip


def generator_asked_once_grad(x, n):
    """Gradient of `generator_asked_once` with respect to x."""
    first = next(iter(halves(n)))
    size = next(iter(all2(generator_asked_once.Steps(first))))

    # Reverse sweep
    x_bar = 2 * x * (first * (size * 1.0))  # return np.sum(x * x) * first * size
    return x_bar


def halves(n):
    found = []
    while n > 1:
        n = n // 2
        found.append(n)
    return found


def all2(self):
    found = []
    for k in range(3):
        found.append(self.size + k)
    return found
