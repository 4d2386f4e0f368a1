"""Context managers that hold active values: of a class, of functions that yield."""

import contextlib


class Tape:
    def __init__(self):
        self.kept = []
        self.sum = None

    def __enter__(self):
        self.sum = 0.0
        return self

    def __exit__(self, kind, error, trace):
        self.sum = self.sum * 0.5

    def keep(self, value):
        self.kept.append(value)
        self.sum = self.sum + value
        return sum(self.kept[-1:])


class Rod:
    def __init__(self, length):
        self.length = length

    @contextlib.contextmanager
    def stretched(self, factor):
        before = self.length
        self.length = before * factor
        try:
            yield self
        finally:
            self.length = before


@contextlib.contextmanager
def doubled(value):
    yield 2.0 * value


def managers_with_values(x, a, n):
    rod = Rod(a)
    energy = 0.0
    with Tape() as tape:
        for k in range(n):
            with rod.stretched(x[k]) as long:
                energy = tape.keep(energy * a + long.length**2)
            with doubled(energy) as twice:
                energy = energy + twice * rod.length
    return energy * tape.sum


WRT = ("x", "a")


def samples(rng):
    return [(rng.uniform(0.5, 1.5, 3), 0.7, 3), (rng.uniform(0.5, 1.5, 3), 0.7, 0)]


# --- expected ---
import numpy as np


def managers_with_values_grad(x, a, n):
    """Gradient of `managers_with_values` with respect to x and a."""
    energy_stack = []
    energy_stack2 = []
    energy = 0.0
    sum2 = 0.0
    items = []
    for k in range(n):
        factor = x[k]
        length = a * factor
        value = energy * a + length**2
        items.append(value)
        sum2 = sum2 + value
        energy_stack.append(energy)
        energy = sum(items[-1:])
        twice = 2.0 * energy
        energy_stack2.append(energy)
        energy = energy + twice * a
    sum2 = sum2 * 0.5

    # Reverse sweep
    energy_bar = sum2  # return energy * tape.sum
    sum2_bar = energy
    sum2_bar = 0.5 * sum2_bar  # self.sum = self.sum * 0.5
    a_bar = 0.0
    items_bar = [0.0] * len(items)
    x_bar = np.zeros_like(x)
    for k in reversed(range(n)):
        factor = x[k]
        length = a * factor
        energy = energy_stack2.pop()
        twice = 2.0 * energy
        energy2_bar = energy_bar
        twice_bar = a * energy2_bar  # energy = energy + twice * rod.length
        a_bar += twice * energy2_bar
        energy_bar = energy2_bar + 2.0 * twice_bar  # yield 2.0 * value
        energy = energy_stack.pop()
        items_bar3 = [energy_bar for x in items[-1:]]  # energy = tape.keep(...)
        items_bar2 = [0.0] * len(items)
        items_bar2[-1:] = items_bar3
        items_bar = [a + b for a, b in zip(items_bar, items_bar2, strict=True)]
        value_bar2 = items_bar.pop()  # self.kept.append(value)
        items.pop()
        value_bar = sum2_bar + value_bar2
        energy_bar = a * value_bar  # energy = tape.keep(energy * a + long.length**2)
        a_bar += energy * value_bar
        length_bar = 2 * length * value_bar
        a_bar += factor * length_bar  # self.length = before * factor
        x_bar[k] = a * length_bar  # with rod.stretched(x[k]) as long
    return x_bar, float(a_bar)
