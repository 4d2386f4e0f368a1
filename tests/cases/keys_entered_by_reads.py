"""Items of a defaultdict that are read for the keys that are there then."""

from collections import defaultdict

import numpy as np


def ask(counts, key):
    return counts[key]


def keys_entered_by_reads(x):
    counts = defaultdict(int)
    _zeros = [counts[key] for key in "ab"]
    other = counts
    for key in "abcd":
        if key in counts:
            x = x * 1.5
        for letter in key:
            _seen = [other[each] for each in letter]
    late = defaultdict(int)
    ask(late, "a")
    _second = late["b"]
    return np.sum(np.sin(x)) * len(counts) * len(late)


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import keys_entered_by_reads  # isort: skip


def keys_entered_by_reads_grad(x):
    """Gradient of `keys_entered_by_reads` with respect to x."""
    condition_stack = []
    counts = keys_entered_by_reads.defaultdict(int)
    _zeros = [counts[key] for key in "ab"]
    other = counts
    items2 = [*"abcd"]
    for key in items2:
        condition = key in counts
        if condition:
            x = x * 1.5
        items = [*key]
        for letter in items:
            _seen = [other[each] for each in letter]
        condition_stack.append(condition)
    late = keys_entered_by_reads.defaultdict(int)
    keys_entered_by_reads.ask(late, "a")
    _second = late["b"]

    # Reverse sweep
    x_bar = np.cos(x) * len(counts) * len(late)  # return np.sum(...) * len(...) * ...
    for key in reversed(items2):
        condition = condition_stack.pop()
        if condition:
            x_bar = 1.5 * x_bar  # x = x * 1.5
    return x_bar
