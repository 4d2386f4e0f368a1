"""A linked list that a loop builds and another one walks along."""


class Node:
    def __init__(self, value, after=None):
        self.value = value
        self.after = after


class Chain:
    def __init__(self):
        self.first = None
        self.length = 0

    def push(self, value):
        self.first = Node(value, self.first)
        self.length += 1


def linked_nodes(x, decay):
    chain = Chain()
    for k in range(3):
        chain.push(x[k] * decay)
    total = 0.0
    node = chain.first
    while node is not None:
        total = decay * total + node.value**2
        node = node.after
    return total * chain.length


WRT = ("x", "decay")


def samples(rng):
    return [(rng.normal(size=3), 0.7)]


# --- expected ---
import numpy as np


def linked_nodes_grad(x, decay):
    """Gradient of `linked_nodes` with respect to x and decay."""
    value2 = x[1] * decay
    value3 = x[2] * decay
    total = decay * 0.0 + value3**2
    total_old = total
    total = decay * total + value2**2

    # Reverse sweep
    decay_bar = 3.0 * total  # total = decay * total + node.value**2
    value_bar = 6 * x[0] * decay
    total_bar = 3.0 * decay
    decay_bar += total_old * total_bar
    value2_bar = 2 * value2 * total_bar
    total_bar = decay * total_bar
    decay_bar += 0.0 * total_bar
    value3_bar = 2 * value3 * total_bar
    x_bar = np.zeros_like(x)  # chain.push(x[k] * decay)
    x_bar[2] = decay * value3_bar
    decay_bar += x[2] * value3_bar
    x_bar[1] = decay * value2_bar
    decay_bar += x[1] * value2_bar
    x_bar[0] = decay * value_bar
    decay_bar += x[0] * value_bar
    return x_bar, float(decay_bar)
