"""Keys that are entered by reads, in dicts that fields, lists and functions hold."""

from collections import defaultdict

import numpy as np


class Zeros(dict):
    def __missing__(self, key):
        self[key] = 0
        return 0


class Ledger:
    def __init__(self):
        self.counts = defaultdict(int)

    def look(self, key):
        return self.counts[key]


def made():
    return defaultdict(int)


def keys_entered_anywhere(x):
    ledger, zeros, table, nested = Ledger(), Zeros(), {}, defaultdict(made)
    table["of"] = made()
    ledger.look("a")
    _first = ledger.counts["b"]
    _second = zeros["a"]
    _third = table["of"]["a"]
    _fourth = nested["a"]["b"]
    scale = len(ledger.counts) * len(zeros) * len(table["of"])
    for each in [made()]:
        _fifth = each["a"]
        scale = scale * (len(each) + len(nested["a"]))
    return np.sum(np.sin(x)) * scale


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import keys_entered_anywhere  # isort: skip


def keys_entered_anywhere_grad(x):
    """Gradient of `keys_entered_anywhere` with respect to x."""
    ledger = keys_entered_anywhere.Ledger()
    zeros = keys_entered_anywhere.Zeros()
    table = {}
    nested = keys_entered_anywhere.defaultdict(keys_entered_anywhere.made)
    table["of"] = keys_entered_anywhere.made()
    ledger.look("a")
    _first = ledger.counts["b"]
    _second = zeros["a"]
    _third = table["of"]["a"]
    _fourth = nested["a"]["b"]
    scale = len(ledger.counts) * len(zeros) * len(table["of"])
    items = [keys_entered_anywhere.made()]
    for each in items:
        _fifth = each["a"]
        scale = scale * (len(each) + len(nested["a"]))

    # Reverse sweep
    x_bar = np.cos(x) * scale  # return np.sum(np.sin(x)) * scale
    return x_bar
