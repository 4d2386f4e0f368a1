"""Objects of several classes, two by two and three by three."""

import itertools


class Spring:
    def __init__(self, stiffness, rest):
        self.stiffness = stiffness
        self.rest = rest
        self.stretch = None

    def pull(self, other):
        self.stretch = other.rest - self.rest
        return self.stiffness * self.stretch


class Damper:
    def __init__(self, rest):
        self.rest = rest
        self.stretch = None

    def pull(self, other):
        self.stretch = other.rest * self.rest
        return 0.5 * self.stretch


def parts_in_groups(k, x):
    parts = [Spring(k, x), Damper(x * x), Spring(x, 1.0)]
    total = 0.0
    for left, right in itertools.pairwise(parts):
        total += left.pull(right) ** 2
    for one, other in itertools.permutations(parts, 2):
        total += one.pull(other)
    for one, other in itertools.product(parts[:2], parts[1:]):
        total += one.pull(other) * one.stretch
    return total + parts[0].stretch


WRT = ("k", "x")


def samples(rng):
    return [(0.7, 1.3)]


# --- expected ---
def parts_in_groups_grad(k, x):
    """Gradient of `parts_in_groups` with respect to k and x."""
    rest = x * x
    stretch = rest - x
    stretch7 = x - 1.0
    stretch7_old = stretch7
    stretch7 = rest - 1.0
    stretch8 = rest - x
    stretch8_old = stretch8
    stretch8 = 1.0 - x
    stretch9 = rest * rest
    stretch9_old = stretch9
    stretch9 = 1.0 * rest

    # Reverse sweep
    stretch8_bar = 1.0  # return total + parts[0].stretch
    stretch9_bar = stretch9  # total += one.pull(other) * one.stretch
    stretch9 = stretch9_old
    rest_bar = stretch9_bar  # self.stretch = other.rest * self.rest
    stretch9_bar = stretch9  # total += one.pull(other) * one.stretch
    rest_bar += 2 * rest * stretch9_bar  # self.stretch = other.rest * self.rest
    k_bar = stretch8 * stretch8  # total += one.pull(other) * one.stretch
    stretch8_bar += 2 * k * stretch8
    stretch8 = stretch8_old
    x_bar = -stretch8_bar  # self.stretch = other.rest - self.rest
    k_bar += stretch8 * stretch8  # total += one.pull(other) * one.stretch
    stretch8_bar = 2 * k * stretch8
    rest_bar += stretch8_bar  # self.stretch = other.rest - self.rest
    x_bar -= stretch8_bar
    x_bar += stretch7  # total += one.pull(other)
    stretch7_bar = x
    stretch7 = stretch7_old
    rest_bar += stretch7_bar  # self.stretch = other.rest - self.rest
    x_bar += stretch7  # total += one.pull(other)
    stretch7_bar = x
    x_bar += stretch7_bar  # self.stretch = other.rest - self.rest
    rest_bar += 0.5  # self.stretch = other.rest * self.rest
    x_bar += 0.5 * rest
    rest_bar += 0.5 * x
    k_bar += 1.0 - x  # total += one.pull(other)
    x_bar -= k  # self.stretch = other.rest - self.rest
    k_bar += rest - x  # total += one.pull(other)
    rest_bar += k  # self.stretch = other.rest - self.rest
    x_bar -= k
    rest_bar += 0.5 * rest  # self.stretch = other.rest * self.rest
    product_bar = 2 * k * stretch  # total += left.pull(right) ** 2
    k_bar += stretch * product_bar
    stretch_bar = k * product_bar
    rest_bar += stretch_bar  # self.stretch = other.rest - self.rest
    x_bar -= stretch_bar
    x_bar += 2 * x * rest_bar  # parts = [Spring(k, x), Damper(x * x), Spring(x, 1.0)]
    return k_bar, x_bar
