"""Sets of the keys of dicts whose values are active."""

import numpy as np


class Expansion:
    def __init__(self, weights):
        self.weights = weights

    def __add__(self, other):
        keys = set(self.weights) | set(other.weights)
        return Expansion({k: self.weights.get(k, 0.0) + other.weights.get(k, 0.0) for k in keys})

    def __call__(self, t):
        return sum(w * np.exp(-((t - k) ** 2)) for k, w in self.weights.items())


def p_union(a, b):
    first = {"u": a, "v": b}
    second = {"v": a * b, "w": b}
    return sum(first.get(k, 0.0) * second.get(k, 1.0) for k in sorted(set(first) | set(second)))


def p_common(a, b):
    first = {"u": a, "v": b}
    second = {"v": a * b, "w": b}
    total = 0.0
    for k in set(first) & set(second):
        total = total + first[k] * second[k]
    return total


def p_new_dict(a, b):
    first = {"u": a, "v": b}
    made = {k: first.get(k, 0.0) * 2 for k in frozenset(first) | {"w"}}
    return made["u"] * made["v"] + made["w"] + len(set(first) - {"u"}) * a


def p_keys_before(a, b):
    held = {"u": a, "v": b}
    before = set(held)
    held["w"] = a * b
    total = a
    for k in sorted(held):
        total = total * held[k] if k in before else total + held[k]
    return total


def p_keys_in_loop(x):
    held = {}
    total = 0.0
    for k, v in enumerate(x):
        total = total * len(set(held)) + v
        held[k % 2] = v * v
    return total + sum(held.values())


def p_expansions(a, b):
    return (Expansion({1.0: a, 2.0: b}) + Expansion({2.0: a * a, 3.0: 1.0}))(0.5)


REFUSED: set[str] = set()
