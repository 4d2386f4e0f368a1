"""Counters and defaultdicts that an object keeps."""

from collections import Counter, defaultdict


class Ledger:
    def __init__(self):
        self.entries = Counter()
        self.sums = defaultdict(float)
        self.values = defaultdict(list)

    def enter(self, key, value):
        self.entries[key] += 1
        self.sums[key] += value
        self.values[key].append(value)

    def mean(self, key):
        return self.sums[key] / self.entries[key]


def counted_and_gathered(a, b):
    ledger = Ledger()
    for key, value in (("sold", a), ("bought", a * b), ("sold", b * b)):
        ledger.enter(key, value)
    spread = sum((v - ledger.mean("sold")) ** 2 for v in ledger.values["sold"])
    return spread * ledger.mean("bought") + len(ledger.sums) + ledger.entries["lost"]


WRT = ("a", "b")


def samples(rng):
    return [(1.3, 0.7)]


# --- expected ---
def counted_and_gathered_grad(a, b):
    """Gradient of `counted_and_gathered` with respect to a and b."""
    item2 = b * b
    sums_sold2 = 0.0 + a
    sums_sold2 += item2
    spread = (a - sums_sold2 / 2) ** 2 + (item2 - sums_sold2 / 2) ** 2

    # Reverse sweep
    spread_bar = 0.0 + a * b  # return spread * ledger.mean(...) + len(...) + ...
    sum_bar = 2 * (item2 - sums_sold2 / 2) * spread_bar  # spread = sum(...)
    sums_sold2_bar = -0.5 * sum_bar
    a_bar = 2 * (a - sums_sold2 / 2) * spread_bar
    sums_sold2_bar -= 0.5 * a_bar
    item2_bar = sum_bar + sums_sold2_bar  # self.sums[key] += value
    a_bar += sums_sold2_bar
    b_bar = 2 * b * item2_bar  # for key, value in ("sold", a), ("bought", a * b), (...)
    a_bar += b * spread
    b_bar += a * spread
    return a_bar, b_bar
