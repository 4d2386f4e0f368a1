"""Numbers that record what they are computed from, and hand derivatives back."""

import math


class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.hand_back = lambda: None

    def __mul__(self, other):
        made = Value(self.data * other.data, (self, other))

        def hand_back():
            self.grad += other.data * made.grad
            other.grad += self.data * made.grad

        made.hand_back = hand_back
        return made

    def sin(self):
        made = Value(math.sin(self.data), (self,))

        def hand_back():
            self.grad += math.cos(self.data) * made.grad

        made.hand_back = hand_back
        return made


def backward(root):
    order = []

    def visit(value):
        for parent in value.parents:
            visit(parent)
        order.append(value)

    visit(root)
    root.grad = 1.0
    for value in reversed(order):
        value.hand_back()


def tape_of_values(a, b):
    x, y = Value(a), Value(b)
    z = (x * y).sin() * y
    backward(z)
    return x.grad * y.grad + z.data


WRT = ("a", "b")


def samples(rng):
    return [(1.3, 0.7)]


# --- expected ---
import math


def tape_of_values_grad(a, b):
    """Gradient of `tape_of_values` with respect to a and b."""
    data = a * b
    data2 = math.sin(data)
    grad = 0.0 + b * 1.0
    grad3 = 0.0 + math.cos(data) * grad
    grad22 = 0.0 + data2
    grad22 += a * grad3

    # Reverse sweep
    grad22_bar = 0.0 + b * grad3  # return x.grad * y.grad + z.data
    a_bar = grad3 * grad22_bar  # other.grad += self.data * made.grad
    grad3_bar = a * grad22_bar
    b_bar = grad3 * grad22  # self.grad += other.data * made.grad
    grad3_bar += b * grad22
    data_bar = -data2 * grad * grad3_bar  # self.grad += math.cos(self.data) * made.grad
    b_bar += math.cos(data) * grad3_bar  # self.grad += other.data * made.grad
    data2_bar = grad22_bar + b  # made = Value(self.data * other.data, (self, other))
    b_bar += data2
    data_bar += math.cos(data) * data2_bar  # made = Value(math.sin(self.data), (self,))
    a_bar += b * data_bar  # made = Value(self.data * other.data, (self, other))
    b_bar += a * data_bar
    return a_bar, b_bar
