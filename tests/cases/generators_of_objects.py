"""Loops over objects that yield what they hold, while it changes: chains, trees."""


class Link:
    def __init__(self, value, after):
        self.value = value
        self.after = after


class Chain:
    def __init__(self):
        self.head = None

    def push(self, value):
        self.head = Link(value, self.head)

    def __iter__(self):
        link = self.head
        while link is not None:
            yield link.value
            link = link.after

    def links(self):
        link = self.head
        while link is not None:
            yield link
            link = link.after


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


def generators_of_objects(x, a):
    chain = Chain()
    for k in range(3):
        chain.push(a * x[k])
    total = 0.0
    for link in chain.links():
        link.value *= a
        if link.after is not None:
            link.after.value += link.value
        total = a * total + link.value
    tree = Tree(total, Tree(a), Tree(x[1], None, Tree(x[2])))
    for k, (u, v) in enumerate(zip(chain, tree), start=1):
        total += k * u * v
    for k, v in enumerate(tree):
        if k == 3:
            break
        tree.value += v
        total = a * total + v * v
    return total + sum(chain)


WRT = ("x", "a")


def samples(rng):
    return [(rng.normal(size=3), 1.3)]


# --- expected ---
import numpy as np


def generators_of_objects_grad(x, a):
    """Gradient of `generators_of_objects` with respect to x and a."""
    value = a * x[0]
    value2 = a * x[1]
    value3 = a * x[2]
    value3_old = value3
    value3 *= a
    value2 += value3
    total = a * 0.0 + value3
    value2_old = value2
    value2 *= a
    value += value2
    total_old = total
    total = a * total + value2
    value_old = value
    value *= a
    total_old2 = total
    total = a * total + value
    part = x[1]
    total2 = total
    total2 += 1 * value3 * a
    total2 += 2 * value2 * total
    total2 += 3 * value * part
    total_old3 = total
    total += a
    total2_old = total2
    total2 = a * total2 + a * a
    total2_old2 = total2
    total2 = a * total2 + total * total

    # Reverse sweep
    value3_bar = 1.0
    value2_bar = 1.0
    value_bar = 1.0
    a_bar = total2  # total = a * total + v * v
    part_bar = 2 * part
    total2_bar = a
    total2 = total2_old2
    a_bar += total2 * total2_bar
    total_bar = 2 * total * total2_bar
    total2_bar = a * total2_bar
    total2 = total2_old
    a_bar += (total2 + 2 * a) * total2_bar
    total2_bar = a * total2_bar
    a_bar += total_bar  # tree.value += v
    value_bar += 3 * part * total2_bar  # total += k * u * v
    part_bar += 3 * value * total2_bar
    value2_bar += 2 * total_old3 * total2_bar
    total_bar += 2 * value2 * total2_bar
    value3_bar += a * total2_bar
    a_bar += value3 * total2_bar
    total_bar += total2_bar
    x_bar = np.zeros_like(x)
    x_bar[1] = part_bar
    a_bar += total_old2 * total_bar  # total = a * total + link.value
    value_bar += total_bar
    total_bar = a * total_bar
    value = value_old
    a_bar += value * value_bar  # link.value *= a
    value_bar = a * value_bar
    a_bar += total_old * total_bar  # total = a * total + link.value
    value2_bar += total_bar
    total_bar = a * total_bar
    value2_bar += value_bar  # link.after.value += link.value
    value2 = value2_old
    a_bar += value2 * value2_bar  # link.value *= a
    value2_bar = a * value2_bar
    a_bar += 0.0 * total_bar  # total = a * total + link.value
    value3_bar += total_bar
    value3_bar += value2_bar  # link.after.value += link.value
    value3 = value3_old
    a_bar += value3 * value3_bar  # link.value *= a
    value3_bar = a * value3_bar
    a_bar += x[2] * value3_bar  # chain.push(a * x[k])
    x_bar[2] = a * value3_bar
    a_bar += x[1] * value2_bar
    x_bar[1] += a * value2_bar
    a_bar += x[0] * value_bar
    x_bar[0] = a * value_bar
    return x_bar, float(a_bar)
